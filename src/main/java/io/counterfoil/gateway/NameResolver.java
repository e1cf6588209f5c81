package io.counterfoil.gateway;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Names to addresses; {@link InetAddress#getAllByName} outside tests. */
@FunctionalInterface
public interface NameResolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
}

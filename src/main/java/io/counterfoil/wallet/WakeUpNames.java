package io.counterfoil.wallet;

import io.counterfoil.kernel.AddressPolicy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Where wake-up calls may go. A client names the host that is called, so he could make the wallet knock on doors inside its own
 * network: a name is resolved once, every address behind it is checked, and the connection goes to what was checked.
 */
final class WakeUpNames implements DnsResolver {
    private static final AddressPolicy PUBLIC = AddressPolicy.of(false, "");
    /** All but multicast and the like, which nothing allows. */
    private static final AddressPolicy ANYWHERE = AddressPolicy.of(true, "0.0.0.0/0,::/0");

    private final Set<String> privateHosts;
    private final Lookup lookup;

    /** {@link InetAddress#getAllByName} outside tests. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] find(String host) throws UnknownHostException;
    }

    /** @param privateHosts hosts that may be called although their addresses are not public; IPv6 addresses in brackets */
    WakeUpNames(Set<String> privateHosts, Lookup lookup) {
        this.privateHosts = Set.copyOf(privateHosts);
        this.lookup = lookup;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        AddressPolicy policy =
                privateHosts.contains(host) || privateHosts.contains("[" + host + "]") ? ANYWHERE : PUBLIC;
        InetAddress[] addresses = lookup.find(host);
        for (InetAddress address : addresses) {
            if (policy.whyForbidden(address).isPresent()) {
                throw new UnknownHostException("an address of this host may not be called");
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}

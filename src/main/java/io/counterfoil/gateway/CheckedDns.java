package io.counterfoil.gateway;

import io.counterfoil.kernel.AddressPolicy;
import io.counterfoil.kernel.Excerpt;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves the name of a connection, once, and hands on addresses only when every one of them may be reached: the
 * connection goes to what was checked. A name with one forbidden address is forbidden as a whole.
 */
final class CheckedDns implements DnsResolver {
    private final AddressPolicy policy;
    private final NameResolver names;

    CheckedDns(AddressPolicy policy, NameResolver names) {
        this.policy = policy;
        this.names = names;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.resolve(host);
        if (addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        for (InetAddress address : addresses) {
            Optional<String> why = policy.whyForbidden(address);
            if (why.isPresent()) {
                throw new ForbiddenAddress(Excerpt.of(host) + " is " + address.getHostAddress() + ": " + why.get());
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** An address that may not be reached; the message is for the operator. */
    static final class ForbiddenAddress extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        ForbiddenAddress(String message) {
            super(message);
        }
    }
}

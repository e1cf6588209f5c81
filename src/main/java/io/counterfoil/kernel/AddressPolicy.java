package io.counterfoil.kernel;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which IP addresses may be called where somebody else than the operator names the host: wallets by the back office, and
 * whoever wants to be woken by the built-in wallet. Special networks are those of the IANA special-purpose address registries
 * (RFC 6890 and successors).
 *
 * @param loopback whether this machine itself may be reached
 * @param allowed networks that the operator allows beyond the public ones
 */
@Rule(
        "A wallet may be reached at public unicast addresses; on this machine where local wallets are allowed; anywhere else"
                + " only in networks that the operator lists; at multicast, broadcast and unspecified addresses never.")
public record AddressPolicy(boolean loopback, List<Network> allowed) {
    private static final List<Special> NEVER = List.of(
            new Special("0.0.0.0/32", "unspecified"),
            new Special("::/128", "unspecified"),
            new Special("224.0.0.0/4", "multicast"),
            new Special("ff00::/8", "multicast"),
            new Special("255.255.255.255/32", "broadcast"));
    private static final List<Special> LOOPBACK =
            List.of(new Special("127.0.0.0/8", "loopback"), new Special("::1/128", "loopback"));
    private static final List<Special> LISTED_ONLY = List.of(
            new Special("0.0.0.0/8", "this network"),
            new Special("10.0.0.0/8", "private"),
            new Special("100.64.0.0/10", "shared by a carrier (CGNAT)"),
            new Special("169.254.0.0/16", "link-local"),
            new Special("172.16.0.0/12", "private"),
            new Special("192.0.0.0/24", "protocol assignments"),
            new Special("192.0.2.0/24", "documentation"),
            new Special("192.88.99.0/24", "6to4 relay"),
            new Special("192.168.0.0/16", "private"),
            new Special("198.18.0.0/15", "benchmarking"),
            new Special("198.51.100.0/24", "documentation"),
            new Special("203.0.113.0/24", "documentation"),
            new Special("240.0.0.0/4", "reserved"),
            new Special("2001::/23", "protocol assignments (Teredo and others)"),
            new Special("2001:db8::/32", "documentation"),
            new Special("2002::/16", "6to4"),
            new Special("3fff::/20", "documentation"),
            new Special("64:ff9b::/96", "NAT64"),
            new Special("64:ff9b:1::/48", "NAT64"),
            new Special("fc00::/7", "private (ULA)"),
            new Special("fe80::/10", "link-local"));
    // IPv6 outside 2000::/3 is not public unicast, whatever it may become
    private static final Network PUBLIC_IPV6 = Network.parse("2000::/3");

    /** Takes a copy of the list. */
    public AddressPolicy {
        allowed = List.copyOf(allowed);
    }

    /** The policy of an operator: networks in CIDR form, separated by commas or blanks; refused when one is not a network. */
    public static AddressPolicy of(boolean loopback, String networks) {
        return new AddressPolicy(
                loopback,
                Arrays.stream(networks.split("[,\\s]+"))
                        .filter(text -> !text.isEmpty())
                        .map(Network::parse)
                        .toList());
    }

    /** Why an address may not be reached, in words for the operator; nothing when it may. */
    public Optional<String> whyForbidden(InetAddress address) {
        Optional<String> never = kind(NEVER, address);
        if (never.isPresent()) {
            return never.map(kind -> kind + ", which no setting allows");
        }
        if (allowed.stream().anyMatch(network -> network.contains(address))) {
            return Optional.empty();
        }
        Optional<String> local = kind(LOOPBACK, address);
        if (local.isPresent()) {
            return loopback ? Optional.empty() : local.map(kind -> kind + ", and local wallets are not allowed");
        }
        return kind(LISTED_ONLY, address)
                .or(() -> isPublic(address) ? Optional.empty() : Optional.of("not public"))
                .map(kind -> kind + ", and in no network that the operator allows");
    }

    private static boolean isPublic(InetAddress address) {
        return address.getAddress().length == 4 || PUBLIC_IPV6.contains(address);
    }

    private static Optional<String> kind(List<Special> specials, InetAddress address) {
        return specials.stream()
                .filter(special -> special.network().contains(address))
                .map(Special::kind)
                .findFirst();
    }

    private record Special(Network network, String kind) {
        Special(String network, String kind) {
            this(Network.parse(network), kind);
        }
    }
}

package io.counterfoil.backoffice;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a person knows a device by: its browser and system, and roughly where it is. No more of it is kept. */
final class DeviceName {
    /** The first that occurs is meant: later ones call themselves by earlier ones' names too. */
    private static final List<Name> BROWSERS = List.of(
            new Name("Edg", "Edge"),
            new Name("OPR", "Opera"),
            new Name("SamsungBrowser", "Samsung Internet"),
            new Name("Firefox", "Firefox"),
            new Name("FxiOS", "Firefox"),
            new Name("CriOS", "Chrome"),
            new Name("Chrome", "Chrome"),
            new Name("Safari", "Safari"));

    private static final List<Name> SYSTEMS = List.of(
            new Name("iPhone", "iPhone"),
            new Name("iPad", "iPad"),
            new Name("Android", "Android"),
            new Name("Windows", "Windows"),
            new Name("Macintosh", "macOS"),
            new Name("CrOS", "ChromeOS"),
            new Name("Linux", "Linux"));

    private static final int KEPT_OF_IPV6 = 6;

    private record Name(String mark, String name) {}

    private DeviceName() {}

    /** Such as "Firefox, Windows"; empty when the browser says nothing that is known. */
    static String of(@Nullable String userAgent) {
        return userAgent == null
                ? ""
                : Stream.concat(first(BROWSERS, userAgent), first(SYSTEMS, userAgent))
                        .collect(Collectors.joining(", "));
    }

    private static Stream<String> first(List<Name> names, String userAgent) {
        return names.stream()
                .filter(name -> userAgent.contains(name.mark()))
                .map(Name::name)
                .limit(1);
    }

    /** The network that an address is in: 192.0.2.… or 2001:db8:0:…. */
    static String roughly(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return "%d.%d.%d.…".formatted(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < KEPT_OF_IPV6; i += 2) {
            text.append(Integer.toHexString(((bytes[i] & 0xff) << 8) | (bytes[i + 1] & 0xff)))
                    .append(':');
        }
        return text + "…";
    }
}

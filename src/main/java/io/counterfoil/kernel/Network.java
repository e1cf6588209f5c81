package io.counterfoil.kernel;

import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A network in CIDR form, {@code 10.20.0.0/16} or {@code fd00::/8}; a bare address is a network of its own.
 *
 * @param address an address of the network
 * @param prefix bits that an address must share with it
 */
public record Network(InetAddress address, int prefix) {
    /** The network in a text; a name is refused, since what it stands for changes. */
    public static Network parse(String text) {
        String[] parts = text.strip().split("/", -1);
        try {
            InetAddress address = InetAddress.ofLiteral(parts[0]);
            int most = address.getAddress().length * 8;
            int prefix = parts.length == 1 ? most : Integer.parseInt(parts[1]);
            if (parts.length <= 2 && prefix >= 0 && prefix <= most) {
                return new Network(address, prefix);
            }
            throw refused(text);
        } catch (IllegalArgumentException notANetwork) {
            throw refused(text);
        }
    }

    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        int whole = prefix / 8;
        if (!Arrays.equals(mine, 0, whole, theirs, 0, whole)) {
            return false;
        }
        int rest = prefix % 8;
        return rest == 0 || ((mine[whole] ^ theirs[whole]) & 0xFF) >>> (8 - rest) == 0;
    }

    private static Refusal refused(@Nullable String text) {
        return Refusal.invalid("network", text, "a network such as 10.20.0.0/16 or fd00::/8");
    }
}

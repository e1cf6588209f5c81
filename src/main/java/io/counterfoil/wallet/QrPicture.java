package io.counterfoil.wallet;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.Map;
import java.util.Optional;

/**
 * A QR code to be drawn as SVG: a path of dark fields within a square, one unit a field.
 *
 * @param side fields along each edge, the quiet zone of four around included (ISO/IEC 18004)
 */
record QrPicture(int side, String path) {
    private static final int QUIET = 4;

    /** Nothing for a text that is too long for any QR code. */
    static Optional<QrPicture> of(String text) {
        try {
            ByteMatrix fields = Encoder.encode(
                            text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"))
                    .getMatrix();
            return Optional.of(new QrPicture(fields.getWidth() + 2 * QUIET, path(fields)));
        } catch (WriterException tooLong) {
            return Optional.empty();
        }
    }

    private static String path(ByteMatrix fields) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < fields.getHeight(); y++) {
            int x = 0;
            while (x < fields.getWidth()) {
                int end = x;
                while (end < fields.getWidth() && fields.get(end, y) == 1) {
                    end++;
                }
                if (end > x) {
                    path.append('M').append(x + QUIET).append(' ').append(y + QUIET);
                    path.append('h')
                            .append(end - x)
                            .append("v1H")
                            .append(x + QUIET)
                            .append('z');
                }
                x = end + 1;
            }
        }
        return path.toString();
    }
}

package io.counterfoil.backoffice;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.util.Map;

/**
 * A QR code as one SVG path, which a page draws without a script and without a picture from elsewhere.
 *
 * @param size modules on a side, the quiet zone included
 * @param path one square a dark module
 */
record QrCode(int size, String path) {
    // Source: ISO/IEC 18004: four modules around the code stay light
    private static final int QUIET = 4;

    static QrCode of(String text) {
        try {
            BitMatrix dark = new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.MARGIN,
                                    QUIET,
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M));
            StringBuilder path = new StringBuilder();
            for (int y = 0; y < dark.getHeight(); y++) {
                for (int x = 0; x < dark.getWidth(); x++) {
                    if (dark.get(x, y)) {
                        path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                    }
                }
            }
            return new QrCode(dark.getWidth(), path.toString());
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("text of " + text.length() + " characters", tooLong);
        }
    }
}

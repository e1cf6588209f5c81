package io.counterfoil.mail;

/**
 * How much of a mail is read, so that each takes at most 2 seconds and 64 MiB. What is beyond stays in the raw mail, and a
 * defect says so.
 */
final class Limits {
    /** Bytes of a mail. Mail servers of organizers accept 10 to 50 MB; base64 makes 35 MiB of files 50 MiB of mail. */
    static final int MAIL = 50 << 20;
    /** Bytes of a mail's own header. Mails through many filters were seen with 60 KiB. */
    static final int HEADER = 256 << 10;
    /** Bytes of one line of a header, or of a part's header. */
    static final int PART_HEADER = 128 << 10;
    /** Fields of a header. Mailing lists with many stations come to some 150. */
    static final int FIELDS = 1_000;
    /** Characters of one field that are looked at. 100 addresses, or the references of a year's thread. */
    static final int FIELD = 32 << 10;
    /** Addresses of one field. */
    static final int ADDRESSES = 500;
    /** Message-IDs of one field; the last ones count, as the first lie furthest back. */
    static final int REFERENCES = 100;
    /** Parts that are read. The largest honest mail that was thought of is a month of scans. */
    static final int PARTS = 500;
    /** Levels of multiparts within multiparts. A deeper one is kept as one attachment. */
    static final int LEVELS = 50;
    /** Bytes of one plain text, and of one HTML text. A book has 1 MB; newsletters have up to 300 KB. */
    static final int TEXT = 1 << 20;
    /** Opening tags of one HTML text. A table of 8,000 rows and six columns has 56,000. */
    static final int TAGS = 60_000;
    /** Bytes of an enclosed message or report of which sender, subject and text are looked at. */
    static final int ENCLOSED = 256 << 10;
    /** Bytes of a {@code winmail.dat} that is opened. It has to be in memory as a whole. */
    static final int TNEF = 16 << 20;
    /** Lines that are folded. */
    static final int LINES = 20_000;
    /** Characters of a subject, a name or a file name. */
    static final int SHORT = 500;
    /** Defects that are told. */
    static final int DEFECTS = 50;

    private Limits() {}
}

package io.counterfoil.commands;

/**
 * What the doctor says of one thing.
 *
 * @param advice what to do; empty when nothing
 */
record Finding(Grade grade, String subject, String detail, String advice) {
    /** How bad it is. */
    enum Grade {
        OK,
        /** It works, and may not for long, or not as meant. */
        WARN,
        /** It cannot work. */
        FAIL
    }

    static Finding ok(String subject, String detail) {
        return new Finding(Grade.OK, subject, detail, "");
    }

    static Finding warn(String subject, String detail, String advice) {
        return new Finding(Grade.WARN, subject, detail, advice);
    }

    static Finding fail(String subject, String detail, String advice) {
        return new Finding(Grade.FAIL, subject, detail, advice);
    }

    String line() {
        return "%-4s  %-9s %s%s"
                .formatted(grade, subject, detail, advice.isEmpty() ? "" : "\n" + " ".repeat(16) + "-> " + advice);
    }
}

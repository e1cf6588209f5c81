package io.counterfoil.organizers;

import io.counterfoil.kernel.Refusal;

/**
 * A line of custom parameters that will not do.
 *
 * @param line its number, from 1
 * @param parameter name of the known parameter that is meant; where none is known by that name, the nearest
 * @param said what stands there that is wrong: the line, the name, or the value
 * @param expected what should stand there, in English
 */
public record ParameterMistake(int line, Kind kind, String parameter, String said, String expected) {
    /** What is wrong with it. */
    public enum Kind {
        /** It is not name=value. */
        NO_VALUE,
        /** No parameter has this name. */
        UNKNOWN,
        /** It stands there already, maybe under its other spelling. */
        TWICE,
        BAD_VALUE
    }

    Refusal refusal(String field) {
        String value = kind == Kind.BAD_VALUE ? parameter + "=" + said : said;
        return Refusal.invalid(field, value, expected);
    }
}

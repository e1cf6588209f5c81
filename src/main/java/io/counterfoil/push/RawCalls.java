package io.counterfoil.push;

/** Is told of every call, for the interface that wants its raw calls kept. */
@FunctionalInterface
interface RawCalls {
    /** Nobody wants to know. */
    RawCalls NOT_KEPT = (request, status, text) -> {};

    /**
     * @param request method and URL, without the API key
     * @param status of HTTP; 0 when there was none
     * @param text what was sent and what came: hostile, with personal data; mask it before it is stored
     */
    void called(String request, int status, String text);
}

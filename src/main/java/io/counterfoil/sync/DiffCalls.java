package io.counterfoil.sync;

/** Is told of every call of a run, for the interface that wants its raw calls kept. */
@FunctionalInterface
interface DiffCalls {
    /** Nobody wants to know. */
    DiffCalls NOT_KEPT = (request, status, body) -> {};

    /**
     * @param request method and URL, without the API key
     * @param status of HTTP; 0 when there was none
     * @param body what came, or why nothing came: hostile, with personal data; mask it before it is stored
     */
    void called(String request, int status, byte[] body);
}

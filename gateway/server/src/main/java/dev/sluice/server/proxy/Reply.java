package dev.sluice.server.proxy;

import org.jspecify.annotations.Nullable;

/** Where an answer goes that is put together here: to the HTTP request that asked, or back on a client's socket. */
interface Reply {
    /** @param gone called when the client leaves before it has its answer */
    void whenGone(Runnable gone);

    /**
     * @param problem why no provider answered any of it; null where one did
     * @param body JSON-RPC; empty where nothing is expected
     */
    void send(@Nullable AnswerStatus problem, byte[] body);
}

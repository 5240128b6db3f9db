package dev.sluice.server.proxy;

import dev.sluice.contract.observation.Failure;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import javax.net.ssl.SSLException;

/** What went wrong on a connection, in the words of an observation. */
final class Faults {
    private Faults() {}

    /** There was no connection to send on. */
    static Failure beforeSending(Throwable e) {
        return e instanceof ConnectionPoolTooBusyException ? Failure.OVERLOADED : Failure.CONNECT;
    }

    /** The request was under way. */
    static Failure afterSending(Throwable e) {
        return switch (e) {
            case HttpClosedException closed -> Failure.RESET;
            case StreamResetException reset -> Failure.RESET;
            // An alert: what the peer does not like about TLS 1.3 it may say after the first request.
            case DecoderException alert when alert.getCause() instanceof SSLException -> Failure.RESET;
            case DecoderException garbage -> Failure.GARBAGE;
            case IllegalArgumentException garbage -> Failure.GARBAGE;
            case IOException broken -> Failure.RESET;
            default -> e.getCause() instanceof DecoderException ? Failure.GARBAGE : Failure.RESET;
        };
    }
}

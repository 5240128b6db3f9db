package dev.sluice.engine.clients;

/** Judges bearer tokens. Called by any event loop. */
public interface TokenVerifier {

    /** @param token without the word Bearer; @param nowMillis wall clock, which the times in a token are of */
    Admission verify(String token, long nowMillis);
}

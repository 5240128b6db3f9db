package dev.sluice.server.listen;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.List;

/**
 * The certificates of one listener. Its text form leaves out keys.
 *
 * @param hostname the listener's: {@code ""} for any, a name, or {@code *.suffix}
 * @param pems bundles of certificate and key, at least one; the client's kinds of keys decide among them
 */
record HostPems(String hostname, List<String> pems) {
    HostPems {
        pems = List.copyOf(pems);
    }

    PemKeyCertOptions options() {
        PemKeyCertOptions pairs = new PemKeyCertOptions();
        for (String pem : pems) {
            // Each reader takes its own blocks.
            pairs.addCertValue(Buffer.buffer(pem)).addKeyValue(Buffer.buffer(pem));
        }
        return pairs;
    }

    @Override
    public String toString() {
        return "HostPems[" + hostname + ", certificates=" + pems.size() + "]";
    }
}

package dev.sluice.server.listen;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.impl.KeyStoreHelper;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;

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

    /** All of them. */
    KeyManagerFactory keys() throws Exception {
        return keys(store(pems));
    }

    /**
     * One bundle. Vert.x's own options would read every alternative name at once, and refuse a certificate for one that Java
     * cannot read.
     */
    static KeyStore store(List<String> pems) throws Exception {
        List<Buffer> texts = pems.stream().map(Buffer::buffer).toList();
        // Each reader takes its own blocks.
        return KeyStoreHelper.loadKeyCert(texts, texts);
    }

    static KeyManagerFactory keys(KeyStore store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, KeyStoreHelper.DUMMY_PASSWORD.toCharArray());
        return keys;
    }

    @Override
    public String toString() {
        return "HostPems[" + hostname + ", certificates=" + pems.size() + "]";
    }
}

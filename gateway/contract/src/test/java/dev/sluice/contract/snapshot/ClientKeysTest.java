package dev.sluice.contract.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientKeysTest {
    private static final ClientKeys KEYS = new ClientKeys(
            Map.of("wallet", ClientKeys.digest("a-key-of-a-wallet"), "desk", ClientKeys.digest("a-key-of-a-desk")));

    @Test
    void readsBackWhatItWrote() {
        assertEquals(KEYS, ClientKeys.read(KEYS.text()));
        assertEquals(new ClientKeys(Map.of()), ClientKeys.read(new ClientKeys(Map.of()).text()));
    }

    @Test
    void holdsNoKey() {
        assertFalse(KEYS.toString().contains("a-key-of"));
        assertFalse(KEYS.text().contains("a-key-of"));
    }

    @Test
    void digestsAreThoseOfSha256() {
        // printf abc | openssl sha256 -binary | basenc --base64url
        assertEquals("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0", ClientKeys.digest("abc"));
        assertNotEquals(ClientKeys.digest("abc"), ClientKeys.digest("abd"));
    }

    @Test
    void linesOfAnotherShapeAreNoKeys() {
        assertEquals(
                Map.of("a", "b"),
                ClientKeys.read("a b\n\n c\na  d\nlonely\na b c").digests());
    }
}

package dev.sluice.control.translate;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Self-signed certificates made for one test run, so that no key is kept in the tree. In manifests and golden files short words
 * stand for what the PEM blocks hold.
 */
public final class TestPair {
    private static final String PASSWORD = "changeit";
    private static final Map<String, String> BODIES = bodies();

    private TestPair() {}

    /** Real certificates and keys for the words. */
    public static String fill(String text) {
        String filled = text;
        for (Map.Entry<String, String> each : BODIES.entrySet()) {
            filled = filled.replace(each.getKey(), each.getValue());
        }
        return filled;
    }

    static String hide(String text) {
        String hidden = text;
        for (Map.Entry<String, String> each : BODIES.entrySet()) {
            hidden = hidden.replace(each.getValue(), each.getKey());
        }
        return hidden;
    }

    private static Map<String, String> bodies() {
        try {
            Map<String, String> bodies = new LinkedHashMap<>();
            add("EC", List.of("-groupname", "secp256r1"), bodies);
            add("RSA", List.of("-keysize", "2048"), bodies);
            return bodies;
        } catch (Exception e) {
            throw new IllegalStateException("no certificates to test with", e);
        }
    }

    private static void add(String kind, List<String> options, Map<String, String> bodies) throws Exception {
        Path directory = Files.createTempDirectory("sluice-pair");
        Path store = directory.resolve("store.p12");
        try {
            KeyStore keys = made(kind, options, store);
            bodies.put("CERTIFICATE_OF_" + kind, base64(keys.getCertificate("a").getEncoded()));
            bodies.put(
                    "KEY_OF_" + kind,
                    base64(keys.getKey("a", PASSWORD.toCharArray()).getEncoded()));
        } finally {
            Files.deleteIfExists(store);
            Files.deleteIfExists(directory);
        }
    }

    private static KeyStore made(String kind, List<String> options, Path store) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                kind,
                "-validity",
                "2",
                "-dname",
                "CN=example.com",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(options);
        Process tool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (tool.waitFor() != 0) {
            throw new GeneralSecurityException("keytool ended with " + tool.exitValue());
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static String base64(byte[] der) {
        return Base64.getEncoder().encodeToString(der);
    }
}

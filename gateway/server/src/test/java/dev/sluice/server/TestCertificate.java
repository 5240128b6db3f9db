package dev.sluice.server;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A self-signed certificate made for one test run by the JDK's own tool, so that no key is kept in the tree.
 *
 * @param certificate PEM; trusting it trusts the server
 * @param pair PEM of certificate and key
 */
public record TestCertificate(String certificate, String pair) {
    private static final String PASSWORD = "changeit";

    public static TestCertificate of(String hostname) {
        try {
            return of(hostname, "dns:" + hostname);
        } catch (Exception e) {
            throw new IllegalStateException("no certificate to test with", e);
        }
    }

    /** @param names as keytool writes them: {@code dns:a,uri:b} */
    public static TestCertificate of(String hostname, String names) throws Exception {
        return with(hostname, "SAN=" + names);
    }

    /** @param extension as keytool writes it: {@code OID=bytes in hex} or a kind it knows */
    public static TestCertificate with(String hostname, String extension) throws Exception {
        Path directory = Files.createTempDirectory("sluice-certificate");
        Path store = directory.resolve("store.p12");
        try {
            Process tool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "a",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-validity",
                            "2",
                            "-dname",
                            "CN=" + hostname,
                            "-ext",
                            extension,
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            PASSWORD)
                    .inheritIO()
                    .start();
            if (tool.waitFor() != 0) {
                throw new IllegalStateException("keytool ended with " + tool.exitValue());
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            String certificate = pem("CERTIFICATE", keys.getCertificate("a").getEncoded());
            return new TestCertificate(
                    certificate,
                    certificate
                            + pem(
                                    "PRIVATE KEY",
                                    keys.getKey("a", PASSWORD.toCharArray()).getEncoded()));
        } finally {
            Files.deleteIfExists(store);
            Files.deleteIfExists(directory);
        }
    }

    private static String pem(String kind, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }
}

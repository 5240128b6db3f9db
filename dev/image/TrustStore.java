import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Security;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.stream.Stream;

/**
 * Packs the certificates of Debian's ca-certificates for Java and for everything else, the same bytes every time: without
 * a password a PKCS #12 store has no salt.
 *
 * <pre>java dev/image/TrustStore.java FOLDER-OF-CRT CACERTS BUNDLE.crt</pre>
 */
final class TrustStore {

    private TrustStore() {}

    public static void main(String[] args) throws Exception {
        Security.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
        Security.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
        List<Path> files;
        try (Stream<Path> found = Files.walk(Path.of(args[0]))) {
            files = found.filter(file -> file.toString().endsWith(".crt")).sorted().toList();
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        var bundle = new StringBuilder();
        for (Path file : files) {
            String pem = Files.readString(file);
            bundle.append(pem);
            store.setCertificateEntry(
                    file.getFileName().toString().replace(".crt", ""),
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        }
        try (var out = Files.newOutputStream(Path.of(args[1]))) {
            store.store(out, new char[0]);
        }
        Files.writeString(Path.of(args[2]), bundle);
        System.err.println("  " + files.size() + " certificate authorities");
    }
}

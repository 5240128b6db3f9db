import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * As much of a Kubernetes API server as the training of a cache needs: every list is empty, every watch is silent, no object
 * exists, and what is written is answered as it came.
 *
 * <pre>java EmptyCluster KEYSTORE.p12 PORT</pre>
 */
final class EmptyCluster {

    private static final char[] PASSWORD = "training".toCharArray();

    private EmptyCluster() {}

    public static void main(String[] args) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(Path.of(args[0]))) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(Integer.parseInt(args[1])), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", EmptyCluster::answer);
        server.start();
        System.out.println("answering");
        new CountDownLatch(1).await();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String query = exchange.getRequestURI().getQuery();
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestHeaders().containsKey("Upgrade")) {
            send(exchange, 503, new byte[0]); // No WebSockets here; the client goes on with plain HTTP.
        } else if (!exchange.getRequestMethod().equals("GET")) {
            send(exchange, exchange.getRequestMethod().equals("POST") ? 201 : 200, body);
        } else if (query != null && query.contains("watch=true")) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
        } else if (path.equals("/version")) {
            send(exchange, 200, "{\"major\":\"1\",\"minor\":\"34\",\"gitVersion\":\"v1.34.0\"}".getBytes());
        } else if (isList(path)) {
            send(exchange, 200, "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}".getBytes());
        } else {
            send(exchange, 404, "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"NotFound\",\"code\":404}".getBytes());
        }
    }

    /** Past {@code /api/v1} or {@code /apis/GROUP/VERSION}, kinds and names take turns. */
    private static boolean isList(String path) {
        String[] parts = path.substring(1).split("/");
        return (parts.length - (parts[0].equals("api") ? 2 : 3)) % 2 == 1;
    }

    private static void send(HttpExchange exchange, int status, byte[] json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length == 0 ? -1 : json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }
}

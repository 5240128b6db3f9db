package dev.sluice.operator.price;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PriceReaderTest {
    private static final String ONE = """
            {"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1700000000,"%s"]}]}}""";

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private HttpServer prometheus;
    private volatile String answer = ONE.formatted("12.5");
    private volatile int status = 200;
    private volatile String asked = "";

    @BeforeEach
    void serve() throws IOException {
        prometheus = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        prometheus.createContext("/", exchange -> {
            asked = exchange.getRequestURI().toString();
            if (status / 100 == 3) {
                exchange.getResponseHeaders().add("Location", "http://169.254.169.254/");
            }
            byte[] body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        prometheus.start();
    }

    @AfterEach
    void end() {
        prometheus.stop(0);
    }

    private PrometheusQuery query() {
        return new PrometheusQuery(
                URI.create("http://127.0.0.1:" + prometheus.getAddress().getPort() + "/prom/"));
    }

    private IOException refused() {
        return assertThrows(IOException.class, () -> query().ask("x"));
    }

    @Test
    void readsAVectorOfOneAndAScalar() throws Exception {
        assertEquals(12.5, query().ask("max(price{provider=\"a&b\"})"));
        assertEquals("/prom/api/v1/query?query=max%28price%7Bprovider%3D%22a%26b%22%7D%29", asked);

        answer = "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1700000000,\"3\"]}}";
        assertEquals(3, query().ask("scalar(x)"));
    }

    @Test
    void whatIsNoSinglePriceIsRefusedWithWhy() {
        answer = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";
        assertEquals("the query has 0 results; expected one", refused().getMessage());
        answer = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}";
        assertEquals(
                "the query gives a matrix; expected a scalar or a vector",
                refused().getMessage());
        answer = ONE.formatted("dear");
        assertEquals("the query gives no number", refused().getMessage());
        answer = "not JSON";
        refused();
        status = 422;
        assertEquals("Prometheus answers 422", refused().getMessage());
    }

    @Test
    void noRedirectIsFollowedAndNoLongAnswerRead() {
        status = 302;
        assertEquals("Prometheus answers 302", refused().getMessage());
        status = 200;
        answer = ONE.formatted("1" + "0".repeat(100_000));
        refused();
    }

    @Test
    void asksForWhatIsNewAtOnceAndSaysWhatFailed() throws Exception {
        PriceSource source = text -> {
            if (text.equals("broken")) {
                throw new IOException("no such series");
            }
            return 7;
        };
        try (PriceReader reader = new PriceReader(source, new Listening())) {
            reader.follow(Map.of("ns/a", "good"));
            assertEquals("ns/a good 7.0", next());
            reader.follow(Map.of("ns/a", "good", "ns/b", "broken"));
            assertEquals("ns/b broken no such series", next());
            assertTrue(heard.isEmpty(), "what is known is asked once a minute only");
        }
    }

    @Test
    void withoutAServerItSaysWhereToNameOne() {
        IOException why =
                assertThrows(IOException.class, () -> PriceSource.none().ask("x"));

        assertTrue(why.getMessage().contains("prometheusUrl"));
    }

    private String next() throws InterruptedException {
        return heard.poll(30, TimeUnit.SECONDS);
    }

    private final class Listening implements PriceReader.Listener {
        @Override
        public void read(String provider, String query, double value) {
            heard.add(provider + " " + query + " " + value);
        }

        @Override
        public void failed(String provider, String query, String why) {
            heard.add(provider + " " + query + " " + why);
        }
    }
}

package peer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Spring Cloud Gateway as it comes; its routes stand in the configuration that the benchmark writes. */
@SpringBootApplication
public class Spring {
    public static void main(String[] arguments) {
        SpringApplication.run(Spring.class, arguments);
    }
}

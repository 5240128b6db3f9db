package dev.sluice.standalone.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
    @ParameterizedTest
    @CsvSource({"127.0.0.1:9901,127.0.0.1,9901", ":8080,127.0.0.1,8080", "[::1]:1,::1,1", "localhost:0,localhost,0"})
    void readsWhatPeopleType(String text, String host, int port) {
        assertEquals(new HostPort(host, port), HostPort.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9901", "host:", "host:http", "host:70000", "host:-1"})
    void refusesTheRest(String text) {
        assertThrows(IllegalArgumentException.class, () -> HostPort.parse(text));
    }

    @Test
    void urlOfAllInterfacesIsReachable() {
        assertEquals("http://127.0.0.1:9901/", new HostPort("0.0.0.0", 9901).url());
        assertEquals("http://[::1]:1/", new HostPort("::1", 1).url());
    }
}

package dev.sluice.server.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.sluice.server.TestCertificate;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfferTest {
    private static final TestCertificate PLAIN = TestCertificate.of("plain.example");

    @Test
    void offersTheCertificateThatCarriesTheName() throws Exception {
        TestCertificate wild = TestCertificate.of("wild.example", "dns:*.wild.example");
        Offer offer = Offer.of(new HostPems("", List.of(PLAIN.pair(), wild.pair())));
        assertNotEquals(offer.all(), offer.forName("plain.example"));
        assertNotEquals(offer.forName("plain.example"), offer.forName("a.wild.example"));
        assertSame(offer.all(), offer.forName("other.example"));
    }

    /** Other tools issue such: its one alternative name is the URI {@code *}, at which Java's own reader throws. */
    @Test
    void offersACertificateWithANameThatJavaCannotRead() throws Exception {
        TestCertificate odd = TestCertificate.with("odd.example", "2.5.29.17=30:03:86:01:2A");
        Offer alone = Offer.of(new HostPems("", List.of(odd.pair())));
        assertEquals(1, alone.all().getKeyManagers().length);
        Offer beside = Offer.of(new HostPems("", List.of(odd.pair(), PLAIN.pair())));
        assertSame(beside.all(), beside.forName("odd.example"));
        assertNotEquals(beside.all(), beside.forName("plain.example"));
    }
}

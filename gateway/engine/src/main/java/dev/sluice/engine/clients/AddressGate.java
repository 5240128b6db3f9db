package dev.sluice.engine.clients;

import dev.sluice.contract.snapshot.Clients;
import java.util.List;

/** From where clients may call under one policy. Allocates nothing. */
final class AddressGate {
    private final List<List<AddressRange>> allowed;
    private final List<AddressRange> denied;

    AddressGate(Clients clients) {
        allowed = clients.allowedAddresses().stream().map(AddressGate::ranges).toList();
        denied = ranges(clients.deniedAddresses());
    }

    boolean isOpen() {
        return allowed.isEmpty() && denied.isEmpty();
    }

    /** @param address 4 or 16 bytes; one that is not known is in no range, and so only let in where nobody asks for one */
    boolean admits(byte[] address) {
        if (address.length == 0) {
            return isOpen();
        }
        if (holds(denied, address)) {
            return false;
        }
        for (int i = 0; i < allowed.size(); i++) {
            if (!holds(allowed.get(i), address)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(List<AddressRange> ranges, byte[] address) {
        for (int i = 0; i < ranges.size(); i++) {
            if (ranges.get(i).holds(address)) {
                return true;
            }
        }
        return false;
    }

    private static List<AddressRange> ranges(List<String> texts) {
        return texts.stream().map(AddressRange::of).toList();
    }
}

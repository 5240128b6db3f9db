package dev.sluice.e2e.operator.load;

/** @param status of the answer; @param body whole; @param closes whether the server ends the connection after it */
public record Answer(int status, String body, boolean closes) {

    public boolean fits(Call call) {
        return status == 200 && body.contains(call.expected());
    }
}

package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.api.Client.Answer;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A spectator with the built-in wallet on his phone: the spectator API over HTTP. */
public record Phone(Client client, String email) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Signs in with a shown code; with names, as people do who fill in their profile. */
    public static Phone of(int port, String email, String firstName, String lastName) {
        Client anyone = new Client(port, null);
        ObjectNode who = JSON.createObjectNode().put("email", email);
        Answer code = anyone.post("/wallet/spectator/codes", who.toString());
        assertThat(code.status()).as(code.response().body()).isEqualTo(202);
        Answer session = anyone.post(
                "/wallet/spectator/sessions", who.put("code", code.text("code")).toString());
        assertThat(session.status()).as(session.response().body()).isEqualTo(201);
        Phone phone = new Phone(anyone.with(session.text("token")), email);
        ObjectNode profile = JSON.createObjectNode().put("firstName", firstName).put("lastName", lastName);
        assertThat(phone.client
                        .put("/wallet/spectator/profile", profile.toString())
                        .status())
                .isEqualTo(200);
        return phone;
    }

    /** The ids of an organizer's tickets on the phone. */
    public List<String> tickets(String organizer) {
        return client.get("/wallet/spectator/tickets")
                .json()
                .path("items")
                .valueStream()
                .filter(ticket -> ticket.path("organizer").asString().equals(organizer))
                .map(ticket -> ticket.path("ticketId").asString())
                .toList();
    }

    Answer download(String organizer, String ticketId) {
        return client.post(
                "/wallet/spectator/tickets/download", on(organizer, ticketId).toString());
    }

    public Answer transfer(String organizer, String ticketId, String to) {
        return client.post(
                "/wallet/spectator/tickets/transfer",
                on(organizer, ticketId).put("email", to).toString());
    }

    /** @param how accept, reject or cancel */
    Answer transfers(String how, String organizer, String transferId) {
        ObjectNode body = JSON.createObjectNode().put("organizer", organizer).put("transferId", transferId);
        return client.post("/wallet/spectator/transfers/" + how, body.toString());
    }

    public List<JsonNode> offers() {
        return client.get("/wallet/spectator/transfers")
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    private static ObjectNode on(String organizer, String ticketId) {
        return JSON.createObjectNode().put("organizer", organizer).put("ticketId", ticketId);
    }
}

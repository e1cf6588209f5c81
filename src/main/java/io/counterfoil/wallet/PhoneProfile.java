package io.counterfoil.wallet;

import io.counterfoil.kernel.Refusal;
import io.counterfoil.wallet.PhoneSession.Person;
import io.counterfoil.wallet.PhoneView.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a spectator says of himself on the phone page. Organizers learn it with the next change of a ticket of his. */
final class PhoneProfile {
    static final String PATH = PhoneSession.PATH + "/you";

    private static final List<String> FIELDS = List.of("firstName", "lastName", "dateOfBirth", "phoneNumber");
    /** The field that may be unusable, and the last part of {@code phone.no.…}. */
    private static final Map<String, String> PROBLEMS =
            Map.of("firstName", "holder", "lastName", "holder", "dateOfBirth", "birth", "phoneNumber", "phone");

    private final ProfileDesk profiles;
    private final PhoneView view;

    PhoneProfile(ProfileDesk profiles, PhoneView view) {
        this.profiles = profiles;
        this.view = view;
    }

    Page page(ServerRequest request, Person person) {
        ProfileDesk.ProfileView known = profiles.profile(person.id());
        Profile profile = known.profile();
        Map<String, Object> model = new HashMap<>();
        model.put("email", known.email());
        model.put("firstName", profile.firstName());
        model.put("lastName", profile.lastName());
        model.put("dateOfBirth", profile.dateOfBirth());
        model.put("phoneNumber", profile.phoneNumber());
        PhonePages.done(request, model);
        return Page.of("you", PATH, model);
    }

    /** Fields that are not sent stay as they are; blank ones are cleared. */
    ServerResponse save(ServerRequest request, Person person) {
        ObjectNode typed = JsonNodeFactory.instance.objectNode();
        for (String field : FIELDS) {
            request.param(field).ifPresent(text -> typed.put(field, text));
        }
        try {
            profiles.saveProfile(person.id(), typed);
        } catch (Refusal unusable) {
            String problem = PROBLEMS.get(String.valueOf(unusable.field()));
            if (problem == null) {
                throw unusable;
            }
            Map<String, Object> model = new HashMap<>(page(request, person).model());
            FIELDS.forEach(field -> request.param(field).ifPresent(text -> model.put(field, text)));
            model.put("wrong", unusable.field());
            return view.show(request, person, Page.of("you", PATH, model).refused(HttpStatus.BAD_REQUEST, problem));
        }
        return PhoneView.go(request, PATH + "?done=you", List.of());
    }
}

package io.counterfoil.api;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Permission;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.Organization;
import io.counterfoil.organizers.Organizer;
import io.counterfoil.organizers.Organizers;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Organizers and their organizations. */
@RestController
@RequestMapping("/api/v1/organizers")
class OrganizerController {
    private final Organizers organizers;

    OrganizerController(Organizers organizers) {
        this.organizers = organizers;
    }

    record OrganizerBody(@Nullable String code, @Nullable String name) {}

    record OrganizerAnswer(String code, String name, Instant createdAt) {
        static OrganizerAnswer of(Organizer organizer) {
            return new OrganizerAnswer(organizer.code().value(), organizer.name(), organizer.createdAt());
        }
    }

    record OrganizationAnswer(String code, String name, Instant createdAt) {
        static OrganizationAnswer of(Organization organization) {
            return new OrganizationAnswer(organization.code(), organization.name(), organization.createdAt());
        }
    }

    @Operation(summary = "Makes an organizer known")
    @PostMapping
    @Needs(Permission.MANAGE_ORGANIZERS)
    ResponseEntity<OrganizerAnswer> create(@RequestBody OrganizerBody body, Access access) {
        if (!access.seesAllOrganizers()) {
            throw new AccessDeniedException("this token is for some organizers only: it cannot make another one");
        }
        if (body.code() == null) {
            throw Refusal.invalid("code", null, "1 to 64 letters, digits, dots, dashes and underscores");
        }
        Organizer made = organizers.create(new OrganizerCode(body.code()), body.name(), access.actor());
        return ResponseEntity.created(URI.create("/api/v1/organizers/" + made.code()))
                .body(OrganizerAnswer.of(made));
    }

    @Operation(summary = "The organizers that the caller may see, by code")
    @GetMapping
    @Needs(Permission.READ)
    Page<OrganizerAnswer> list(@ParameterObject ListQuery query, Access access) {
        int limit = query.most();
        List<Organizer> visible = new ArrayList<>();
        String after = query.afterText();
        boolean more = true;
        while (more && visible.size() <= limit) {
            List<Organizer> some = organizers.list(after, limit + 1);
            some.stream().filter(organizer -> access.sees(organizer.code())).forEach(visible::add);
            more = some.size() > limit;
            after = some.isEmpty() ? after : some.getLast().code().value();
        }
        return Page.of(visible, limit, organizer -> organizer.code().value(), OrganizerAnswer::of);
    }

    @Operation(summary = "An organizer")
    @GetMapping("/{organizer}")
    @Needs(Permission.READ)
    OrganizerAnswer get(@PathVariable OrganizerCode organizer) {
        return OrganizerAnswer.of(organizers.require(organizer));
    }

    @Operation(summary = "Its organizations, all on one page: there are few")
    @GetMapping("/{organizer}/organizations")
    @Needs(Permission.READ)
    Page<OrganizationAnswer> organizations(@PathVariable OrganizerCode organizer) {
        return new Page<>(
                organizers.organizations(organizer).stream()
                        .map(OrganizationAnswer::of)
                        .toList(),
                null);
    }
}

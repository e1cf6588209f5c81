package io.counterfoil.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Permission;
import io.counterfoil.helpdesk.Supplier;
import io.counterfoil.helpdesk.Suppliers;
import io.counterfoil.helpdesk.Suppliers.SupplierChange;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Told;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Suppliers: whose mails are not a user's. */
@RestController
@RequestMapping("/api/v1/organizers/{organizer}/suppliers")
class SupplierController {
    private final Suppliers suppliers;

    SupplierController(Suppliers suppliers) {
        this.suppliers = suppliers;
    }

    /** What is to become of a supplier. */
    @JsonIgnoreProperties({"code", "createdAt", "updatedAt"})
    record SupplierBody(Told<String> name, Told<List<String>> addresses, Told<List<String>> domains) {}

    @Operation(summary = "Suppliers, all on one page")
    @GetMapping
    @Needs(Permission.SEE_PERSONAL_DATA)
    Page<Supplier> list(@PathVariable OrganizerCode organizer) {
        return new Page<>(suppliers.list(organizer), null);
    }

    @Operation(summary = "A supplier")
    @GetMapping("/{code}")
    @Needs(Permission.SEE_PERSONAL_DATA)
    Supplier get(@PathVariable OrganizerCode organizer, @PathVariable String code) {
        return suppliers.find(organizer, code).orElseThrow(() -> Refusal.notFound("supplier", code));
    }

    @Operation(
            summary = "Makes or changes a supplier",
            description = "An absent member keeps what is stored. An address or domain is one supplier's at most.")
    @PutMapping("/{code}")
    @Needs(Permission.CONFIGURE)
    Supplier save(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @RequestBody SupplierBody body,
            Access access) {
        SupplierChange change = new SupplierChange(body.name(), body.addresses(), body.domains());
        return suppliers.save(organizer, code, change, access.actor());
    }
}

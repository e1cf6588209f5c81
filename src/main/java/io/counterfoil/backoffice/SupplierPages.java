package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.helpdesk.Supplier;
import io.counterfoil.helpdesk.SupplierReferences;
import io.counterfoil.helpdesk.Suppliers;
import io.counterfoil.helpdesk.TextFinder;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Told;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Suppliers: by which addresses and domains they are known, and how they write their own references. */
@Controller
@RequestMapping("/o/{organizer}/settings")
class SupplierPages {
    private final OrganizerTransactions transactions;
    private final Suppliers suppliers;
    private final SupplierReferences references;

    SupplierPages(OrganizerTransactions transactions, Suppliers suppliers, SupplierReferences references) {
        this.transactions = transactions;
        this.suppliers = suppliers;
        this.references = references;
    }

    /**
     * A supplier as somebody fills it in.
     *
     * @param addresses one a line
     * @param domains one a line
     * @param kind null: his references are not looked for
     */
    record SupplierForm(
            @Nullable String code,
            @Nullable String name,
            @Nullable String addresses,
            @Nullable String domains,
            TextFinder.@Nullable Kind kind,
            @Nullable String startMark,
            @Nullable String endMark,
            @Nullable String pattern) {
        static final SupplierForm EMPTY = new SupplierForm("", "", "", "", null, "", "", "");

        static SupplierForm of(Supplier supplier, Optional<TextFinder> reference) {
            FinderFields finder = FinderFields.of(reference.orElse(null));
            return new SupplierForm(
                    supplier.code(),
                    supplier.name(),
                    String.join("\n", supplier.addresses()),
                    String.join("\n", supplier.domains()),
                    finder.kind(),
                    finder.startMark(),
                    finder.endMark(),
                    finder.pattern());
        }

        @Nullable
        TextFinder reference() {
            return kind == null ? null : FinderFields.finder(kind, startMark, endMark, pattern);
        }

        Suppliers.SupplierChange change() {
            return new Suppliers.SupplierChange(
                    Told.of(ServerForm.given(name)),
                    Told.of(MailboxForm.lines(addresses)),
                    Told.of(MailboxForm.lines(domains)));
        }
    }

    @GetMapping("/suppliers")
    @PageNeeds(Permission.CONFIGURE)
    String list(@PathVariable OrganizerCode organizer, Model model) {
        model.addAttribute("suppliers", suppliers.list(organizer));
        return "backoffice/suppliers";
    }

    @GetMapping("/new-supplier")
    @PageNeeds(Permission.CONFIGURE)
    String blank(@PathVariable OrganizerCode organizer, Model model) {
        return form(model, SupplierForm.EMPTY, null);
    }

    @PostMapping("/new-supplier")
    @PageNeeds(Permission.CONFIGURE)
    ModelAndView create(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute("form") SupplierForm form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model,
            RedirectAttributes after) {
        try {
            String code = ServerForm.text(form.code());
            if (suppliers.find(organizer, code).isPresent()) {
                throw Refusal.conflict("supplier-exists", "supplier " + code + " exists already");
            }
            return new ModelAndView(save(organizer, code, form, user, fmt, after));
        } catch (Refusal refusal) {
            return FormAgain.refused(refusal, form(model, form, null));
        }
    }

    @GetMapping("/suppliers/{code}")
    @PageNeeds(Permission.CONFIGURE)
    String one(@PathVariable OrganizerCode organizer, @PathVariable String code, Model model) {
        return form(model, SupplierForm.of(require(organizer, code), references.of(organizer, code)), code);
    }

    @PostMapping("/suppliers/{code}")
    @PageNeeds(Permission.CONFIGURE)
    ModelAndView change(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @ModelAttribute("form") SupplierForm form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model,
            RedirectAttributes after) {
        require(organizer, code);
        try {
            return new ModelAndView(save(organizer, code, form, user, fmt, after));
        } catch (Refusal refusal) {
            return FormAgain.refused(refusal, form(model, form, code));
        }
    }

    @PostMapping("/suppliers/{code}/remove")
    @PageNeeds(Permission.CONFIGURE)
    String remove(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        suppliers.remove(organizer, code, user.actor());
        after.addFlashAttribute("done", fmt.text("supplier.removed", code));
        return "redirect:/o/" + organizer + "/settings/suppliers";
    }

    private Supplier require(OrganizerCode organizer, String code) {
        return suppliers.find(organizer, code).orElseThrow(() -> Refusal.notFound("supplier", code));
    }

    private String save(
            OrganizerCode organizer,
            String code,
            SupplierForm form,
            SignedIn user,
            Formats fmt,
            RedirectAttributes after) {
        transactions.writeOnly(organizer, () -> {
            suppliers.save(organizer, code, form.change(), user.actor());
            references.save(organizer, code, form.reference(), user.actor());
        });
        after.addFlashAttribute("done", fmt.text("interface.saved"));
        return "redirect:/o/" + organizer + "/settings/suppliers";
    }

    private static String form(Model model, SupplierForm form, @Nullable String code) {
        model.addAttribute("form", form);
        model.addAttribute("code", code);
        model.addAttribute("kinds", TextFinder.Kind.values());
        return "backoffice/supplier";
    }
}

package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.gateway.WalletAddresses;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.CustomParameters;
import io.counterfoil.organizers.Interface;
import io.counterfoil.organizers.InterfaceFunction;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.organizers.Organization;
import io.counterfoil.organizers.Organizers;
import io.counterfoil.organizers.SkipList;
import io.counterfoil.sync.SkippedEntries;
import io.counterfoil.tickets.Tickets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Interfaces to wallets: which there are, and how each is set up. */
@Controller
@RequestMapping("/o/{organizer}/interfaces")
class InterfacePages {
    private static final String FORM = "backoffice/interface-form";

    private final Interfaces interfaces;
    private final Organizers organizers;
    private final Tickets tickets;
    private final InterfaceFacts facts;
    private final SkippedEntries skipped;
    private final WalletAddresses addresses;

    InterfacePages(
            Interfaces interfaces,
            Organizers organizers,
            Tickets tickets,
            InterfaceFacts facts,
            SkippedEntries skipped,
            WalletAddresses addresses) {
        this.interfaces = interfaces;
        this.organizers = organizers;
        this.tickets = tickets;
        this.facts = facts;
        this.skipped = skipped;
        this.addresses = addresses;
    }

    @GetMapping
    @PageNeeds(Permission.READ)
    String list(@PathVariable OrganizerCode organizer, Model model) {
        model.addAttribute("links", facts.all(organizer));
        return "backoffice/interfaces";
    }

    @GetMapping("/new")
    @PageNeeds(Permission.CONFIGURE)
    String blank(@PathVariable OrganizerCode organizer, @RequestAttribute Formats fmt, Model model) {
        List<String> organizations = organizations(organizer);
        return form(organizer, model, InterfaceForm.empty(organizations), null, fmt);
    }

    @PostMapping
    @PageNeeds(Permission.CONFIGURE)
    ModelAndView create(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute("form") InterfaceForm form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model,
            RedirectAttributes after) {
        String code = form.code() == null ? "" : form.code().strip();
        try {
            if (interfaces.find(organizer, code).isPresent()) {
                throw Refusal.conflict("interface-exists", "interface " + code + " exists already");
            }
            return new ModelAndView(save(organizer, code, form, user, fmt, after));
        } catch (Refusal refusal) {
            return refused(refusal, form(organizer, model, form, null, fmt));
        }
    }

    @GetMapping("/{code}")
    @PageNeeds(Permission.READ)
    String one(@PathVariable OrganizerCode organizer, @PathVariable String code, Model model) {
        model.addAttribute("link", facts.one(organizer, code));
        return "backoffice/interface";
    }

    @GetMapping("/{code}/settings")
    @PageNeeds(Permission.SET_UP_INTERFACES)
    String settings(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @RequestAttribute Formats fmt,
            Model model) {
        Interface link = interfaces.require(organizer, code);
        InterfaceForm form = InterfaceForm.of(link, interfaces.notificationRecipients(organizer, code));
        return form(organizer, model, form, link, fmt);
    }

    @PostMapping("/{code}/settings")
    @PageNeeds(Permission.SET_UP_INTERFACES)
    ModelAndView change(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @ModelAttribute("form") InterfaceForm form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model,
            RedirectAttributes after) {
        Interface link = interfaces.require(organizer, code);
        try {
            return new ModelAndView(save(organizer, code, form, user, fmt, after));
        } catch (Refusal refusal) {
            return refused(refusal, form(organizer, model, form, link, fmt));
        }
    }

    /** What is wrong with custom parameters, while they are typed. Stores nothing. */
    @PostMapping("/check")
    @PageNeeds(Permission.SET_UP_INTERFACES)
    String check(
            @PathVariable OrganizerCode organizer,
            @RequestParam(defaultValue = "") String customParameters,
            @RequestAttribute Formats fmt,
            Model model) {
        model.addAttribute("check", ParameterCheck.of(customParameters, fmt));
        return "backoffice/interface-parts :: check";
    }

    /** Whether a wallet's URL may be called, while it is typed. Stores nothing. */
    @PostMapping("/check-url")
    @PageNeeds(Permission.CONFIGURE)
    String checkUrl(@PathVariable OrganizerCode organizer, @RequestParam(defaultValue = "") String url, Model model) {
        model.addAttribute("urlCheck", UrlCheck.of(url, addresses));
        return "backoffice/interface-parts :: url";
    }

    private String save(
            OrganizerCode organizer,
            String code,
            InterfaceForm form,
            SignedIn user,
            Formats fmt,
            RedirectAttributes after) {
        Interface stored = interfaces.find(organizer, code).orElse(null);
        if (!user.may(organizer, Permission.CONFIGURE) && form.change().leadsElsewhere(stored)) {
            throw new AccessDeniedException("where an interface leads needs the right " + Permission.CONFIGURE);
        }
        SkipList former = stored == null ? null : stored.skipList();
        if (form.url() != null
                && (stored == null || !stored.url().equals(form.url().strip()))) {
            addresses.check(form.url());
        }
        facts.save(organizer, code, form, names -> tickets.named(organizer, names), user.actor());
        boolean offered = former != null
                && !former.equals(interfaces.require(organizer, code).skipList())
                && skipped.anyFree(organizer);
        after.addFlashAttribute("done", fmt.text(offered ? "interface.saved.skipped" : "interface.saved"));
        return "redirect:/o/" + organizer + "/interfaces/" + code;
    }

    private String form(
            OrganizerCode organizer, Model model, InterfaceForm form, @Nullable Interface link, Formats fmt) {
        model.addAttribute("form", form);
        model.addAttribute("link", link);
        model.addAttribute("urlCheck", UrlCheck.of(form.url() == null ? "" : form.url(), addresses));
        model.addAttribute("organizations", organizations(organizer));
        model.addAttribute("functions", InterfaceFunction.values());
        model.addAttribute("known", CustomParameters.known());
        String parameters = form.customParameters() == null ? "" : form.customParameters();
        model.addAttribute("check", ParameterCheck.of(parameters, fmt));
        return FORM;
    }

    private List<String> organizations(OrganizerCode organizer) {
        return organizers.organizations(organizer).stream()
                .map(Organization::code)
                .toList();
    }

    /** The form once more, as it was filled in, with what is wrong above it. */
    private static ModelAndView refused(Refusal refusal, String view) {
        ModelAndView form = new ModelAndView(view, HttpStatus.UNPROCESSABLE_CONTENT);
        form.addObject("refusal", refusal);
        return form;
    }
}

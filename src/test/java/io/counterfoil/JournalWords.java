package io.counterfoil;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import io.counterfoil.Sources.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which words the product writes into its journals: each string that can reach a line's entity or action, be it through variables,
 * constants and parameters.
 */
final class JournalWords {
    private static final int ENTITY = 0;
    private static final int ACTION = 2;
    private static final int CHANGE = 5;
    private static final int INSTALLATION_ENTITY = 1;
    private static final int INSTALLATION_ACTION = 3;

    private final List<Call> calls = new ArrayList<>();
    private final Map<String, ExpressionTree> constants = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    final Set<String> entities = new TreeSet<>();
    final Set<String> actions = new TreeSet<>();
    /** What is no string that stands in the source. */
    final Set<String> unresolved = new TreeSet<>();

    JournalWords(List<Source> sources) {
        sources.stream()
                .filter(source -> !source.module().equals("journal"))
                .forEach(source -> new Scan(source).scan(source.tree(), null));
        for (Call call : calls) {
            int size = call.arguments.size();
            boolean line = call.method.equals("line") && call.receiver.equals("Differences");
            if (line || (call.method.equals("new Change") && size == CHANGE)) {
                collect(call, ENTITY, entities);
                collect(call, ACTION, actions);
            } else if (call.method.equals("append") && call.receiver.endsWith("journal") && size == CHANGE) {
                collect(call, INSTALLATION_ENTITY, entities);
                collect(call, INSTALLATION_ACTION, actions);
            }
        }
    }

    /** A call, and what its arguments may name. */
    private record Call(
            String type,
            String receiver,
            String method,
            List<? extends ExpressionTree> arguments,
            @Nullable MethodTree within) {}

    private void collect(Call call, int argument, Set<String> found) {
        asked.clear();
        add(call, call.arguments.get(argument), found);
    }

    private void add(Call call, ExpressionTree expression, Set<String> found) {
        switch (expression) {
            case LiteralTree literal -> found.add(String.valueOf(literal.getValue()));
            case ParenthesizedTree inner -> add(call, inner.getExpression(), found);
            case ConditionalExpressionTree either -> {
                add(call, either.getTrueExpression(), found);
                add(call, either.getFalseExpression(), found);
            }
            case IdentifierTree name -> named(call, name.getName().toString(), found);
            default -> {
                // Accounts.ENTITY
                ExpressionTree constant = constants.get(expression.toString());
                if (constant == null) {
                    unresolved.add(call.type + ": " + expression);
                } else {
                    add(call, constant, found);
                }
            }
        }
    }

    private void named(Call call, String name, Set<String> found) {
        MethodTree method = call.within;
        ExpressionTree constant = constants.get(call.type + "." + name);
        ExpressionTree local = method == null ? null : local(method, name);
        int parameter = method == null ? -1 : parameter(method, name);
        if (local != null) {
            add(call, local, found);
        } else if (method != null && parameter >= 0) {
            if (asked.add(call.type + "." + method.getName() + "." + name)) {
                handedOver(call, method, parameter, found);
            }
        } else if (constant != null) {
            add(call, constant, found);
        } else {
            unresolved.add(call.type + ": " + name);
        }
    }

    /** What callers of a method hand over: those of its own type, or those that name it. */
    private void handedOver(Call to, MethodTree method, int parameter, Set<String> found) {
        String name = method.getName().toString();
        for (Call call : calls) {
            boolean here = call.type.equals(to.type) && call.receiver.isEmpty();
            boolean byTools = call.receiver.equals("tools") && to.type.equals("CaseTools");
            boolean meant = here || byTools || call.receiver.equals(to.type);
            if (meant
                    && call.method.equals(name)
                    && call.arguments.size() == method.getParameters().size()) {
                add(call, call.arguments.get(parameter), found);
            }
        }
    }

    private static @Nullable ExpressionTree local(MethodTree method, String name) {
        List<ExpressionTree> found = new ArrayList<>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitVariable(VariableTree variable, @Nullable Void unused) {
                if (variable.getName().contentEquals(name) && variable.getInitializer() != null) {
                    found.add(variable.getInitializer());
                }
                return super.visitVariable(variable, null);
            }
        }.scan(method.getBody(), null);
        return found.isEmpty() ? null : found.getFirst();
    }

    private static int parameter(MethodTree method, String name) {
        for (int i = 0; i < method.getParameters().size(); i++) {
            if (method.getParameters().get(i).getName().contentEquals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Notes calls and constants of a file. */
    private final class Scan extends TreeScanner<@Nullable Void, @Nullable MethodTree> {
        private final String type;

        Scan(Source source) {
            this.type = source.name().substring(source.name().lastIndexOf('.') + 1);
        }

        @Override
        public @Nullable Void visitCompilationUnit(CompilationUnitTree unit, @Nullable MethodTree within) {
            return super.visitCompilationUnit(unit, null);
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable MethodTree within) {
            return super.visitMethod(method, method);
        }

        @Override
        public @Nullable Void visitVariable(VariableTree variable, @Nullable MethodTree within) {
            if (within == null && variable.getInitializer() != null) {
                constants.put(type + "." + variable.getName(), variable.getInitializer());
            }
            return super.visitVariable(variable, within);
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable MethodTree within) {
            String select = call.getMethodSelect().toString();
            int dot = select.lastIndexOf('.');
            calls.add(new Call(
                    type,
                    dot < 0 ? "" : select.substring(0, dot),
                    select.substring(dot + 1),
                    call.getArguments(),
                    within));
            return super.visitMethodInvocation(call, within);
        }

        @Override
        public @Nullable Void visitNewClass(NewClassTree made, @Nullable MethodTree within) {
            calls.add(new Call(type, "", "new " + made.getIdentifier(), made.getArguments(), within));
            return super.visitNewClass(made, within);
        }
    }
}

package io.counterfoil;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The product's source files as the compiler's parser sees them: what a class file no longer tells. */
final class Sources {
    static final Path MAIN = Path.of("src/main/java");
    private static final Path ROOT = MAIN.resolve("io/counterfoil");

    private Sources() {}

    /** A file of the product. */
    record Source(Path path, CompilationUnitTree tree, List<Method> methods, List<String> strings) {
        /** {@code tickets}; empty for the root package. */
        String module() {
            Path folder = ROOT.relativize(path.getParent());
            return folder.toString().replace('\\', '/');
        }

        /** {@code tickets.Fold}. */
        String name() {
            String type = path.getFileName().toString().replace(".java", "");
            return module().isEmpty() ? type : module() + "." + type;
        }

        long lines() {
            return tree.getLineMap().getLineNumber(text().length() - 1L);
        }

        String text() {
            try {
                return tree.getSourceFile().getCharContent(true).toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Lines that are neither blank, nor comment, nor import. */
        long codeLines() {
            return text().lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("import ") && !line.matches("(//|/\\*|\\*).*"))
                    .count();
        }

        /** Types that are not inside another. */
        List<ClassTree> types() {
            return tree.getTypeDecls().stream()
                    .filter(ClassTree.class::isInstance)
                    .map(ClassTree.class::cast)
                    .toList();
        }

        boolean isPackageInfo() {
            return path.endsWith("package-info.java");
        }

        static boolean isPublic(ClassTree type) {
            return type.getModifiers().getFlags().contains(Modifier.PUBLIC);
        }

        /** The Javadoc of a package-info as one line of plain text, code in backquotes; empty where there is none. */
        String packageDoc() {
            String text = text();
            int start = text.indexOf("/**");
            return start < 0 ? "" : plain(text.substring(start + 3, text.indexOf("*/")));
        }

        private static String plain(String comment) {
            return comment.replaceAll("(?m)^\\s*\\*", "")
                    .replaceAll("\\{@(code|link) ([^}]*)}", "`$2`")
                    .replaceAll("\\s+", " ")
                    .strip();
        }
    }

    /** A method, or a constructor, and how long it is. */
    record Method(String name, long lines, int parameters) {}

    /** Every source file of the product. */
    static List<Source> all() {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "tests run on a JDK");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Stream<Path> walk = Files.walk(MAIN)) {
            List<Path> paths =
                    walk.filter(p -> p.toString().endsWith(".java")).sorted().toList();
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(paths));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<Source> sources = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                Path path = Path.of("")
                        .toAbsolutePath()
                        .relativize(Path.of(unit.getSourceFile().toUri()));
                sources.add(source(path, unit, positions));
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Source source(Path path, CompilationUnitTree unit, SourcePositions positions) {
        List<Method> methods = new ArrayList<>();
        List<String> strings = new ArrayList<>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
                long start = line(method);
                long end = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method));
                methods.add(new Method(
                        method.getName().toString(),
                        end - start + 1,
                        method.getParameters().size()));
                return super.visitMethod(method, null);
            }

            @Override
            public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void unused) {
                if (literal.getKind() == Tree.Kind.STRING_LITERAL) {
                    strings.add((String) literal.getValue());
                }
                return super.visitLiteral(literal, null);
            }

            // where the signature starts, without annotations and comments
            private long line(MethodTree method) {
                Tree first = method.getReturnType() != null ? method.getReturnType() : method;
                return unit.getLineMap().getLineNumber(positions.getStartPosition(unit, first));
            }
        }.scan(unit, null);
        return new Source(path, unit, methods, strings);
    }
}

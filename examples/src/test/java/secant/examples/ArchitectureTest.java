package secant.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.Stream;

/** The floors of the architecture: who may know whom. */
@AnalyzeClasses(packages = "secant", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String JAVA = "java..";
    private static final String ANNOTATIONS = "org.jspecify..";
    private static final String[] CORE = {
        "secant.data..",
        "secant.model..",
        "secant.masking..",
        "secant.explanation..",
        "secant.surrogate..",
        "secant.audit.."
    };

    @ArchTest
    static final ArchRule data_knowsNoOtherPackage = packageKnowsOnly("secant.data");

    @ArchTest
    static final ArchRule model_knowsData = packageKnowsOnly("secant.model", "secant.data");

    @ArchTest
    static final ArchRule masking_knowsDataAndModels =
            packageKnowsOnly("secant.masking", "secant.data", "secant.model");

    @ArchTest
    static final ArchRule explanation_knowsData = packageKnowsOnly("secant.explanation", "secant.data");

    @ArchTest
    static final ArchRule surrogate_knowsData = packageKnowsOnly("secant.surrogate", "secant.data");

    @ArchTest
    static final ArchRule audit_knowsNoMasking =
            packageKnowsOnly("secant.audit", "secant.data", "secant.model", "secant.explanation", "secant.surrogate");

    @ArchTest
    static final ArchRule siblings_knowCoreAlone = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("core")
            .definedBy(CORE)
            .layer("kernelshap")
            .definedBy("secant.kernelshap..")
            .optionalLayer("lime")
            .definedBy("secant.lime..")
            .layer("report")
            .definedBy("secant.report..")
            .layer("tribuo")
            .definedBy("secant.tribuo..")
            .layer("programs")
            .definedBy("secant.examples..")
            .whereLayer("kernelshap")
            .mayOnlyBeAccessedByLayers("programs")
            .whereLayer("lime")
            .mayOnlyBeAccessedByLayers("programs")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("programs")
            .whereLayer("tribuo")
            .mayOnlyBeAccessedByLayers("programs")
            .whereLayer("programs")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching("secant.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule core_standsOnThreeLibraries = classes()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(CORE, JAVA, ANNOTATIONS, "org.ejml..", "org.apache.commons.math3.."));

    @ArchTest
    static final ArchRule testkit_knowsCoreAndTestLibraries = classes()
            .that()
            .resideInAPackage("secant.testkit..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    with(CORE, JAVA, ANNOTATIONS, "secant.testkit..", "org.junit.jupiter.api..", "org.assertj.."));

    @ArchTest
    static final ArchRule ejml_isKnownToSurrogatesAlone = classes()
            .that(resideInAPackage("org.ejml..").or(knows("org.ejml..")))
            .should()
            .resideInAnyPackage("secant.surrogate..", "org.ejml..");

    @ArchTest
    static final ArchRule tribuo_isKnownToItsAdapterAndPrograms =
            classes().that(knows("org.tribuo..")).should().resideInAnyPackage("secant.tribuo..", "secant.examples..");

    @ArchTest
    static final ArchRule nothing_isSerializedByJava = noClasses()
            .that()
            .areNotAssignableTo(Throwable.class)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Serializable.class, Externalizable.class, ObjectInputStream.class, ObjectOutputStream.class);

    @ArchTest
    static final ArchRule libraries_printNothing =
            noClasses().that().resideOutsideOfPackages("secant.examples..").should(ACCESS_STANDARD_STREAMS);

    /** A package of core depends on itself, the JDK, libraries and the given packages of Secant. */
    private static ArchRule packageKnowsOnly(String name, String... others) {
        return classes()
                .that()
                .resideInAPackage(name + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(with(others, name))
                        .or(DescribedPredicate.not(resideInAPackage("secant.."))));
    }

    private static DescribedPredicate<JavaClass> knows(String packages) {
        DescribedPredicate<JavaClass> inside = resideInAPackage(packages);
        return DescribedPredicate.describe(
                "depend on " + packages,
                type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> inside.test(dependency.getTargetClass())));
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
    }
}

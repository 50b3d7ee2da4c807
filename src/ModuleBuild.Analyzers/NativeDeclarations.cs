using Microsoft.CodeAnalysis;
using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Analyzers;

/// <summary>Declarations of native functions: <c>DllImport</c>, and <c>LibraryImport</c>, whose other half is generated.</summary>
internal static class NativeDeclarations
{
    private const string LibraryImport = "LibraryImportAttribute";

    /// <summary>The capability of a declaration: <c>native:pinvoke:lib!function</c>; null where the method is no native function.</summary>
    /// <param name="method">The method.</param>
    public static Capability? Of(IMethodSymbol method)
    {
        if ((method.GetDllImportData() ?? method.PartialImplementationPart?.GetDllImportData()) is { ModuleName: { } module } import)
        {
            return Named(module, import.EntryPointName ?? method.Name);
        }

        // Everything that is generated from LibraryImport stands in a method that has it, and is told there.
        return method.IsExtern || method.MethodKind == MethodKind.LocalFunction ? null
            : method.GetAttributes().FirstOrDefault(IsLibraryImport) is { ConstructorArguments: { Length: > 0 } arguments } attribute
                && arguments[0].Value is string library
                ? Named(library, attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "EntryPoint").Value.Value as string ?? method.Name)
                : null;
    }

    /// <summary>Whether a local function is the generated half of a <c>LibraryImport</c>.</summary>
    /// <param name="function">The local function.</param>
    public static bool IsGenerated(IMethodSymbol function) =>
        function.ContainingSymbol is IMethodSymbol outer
        && (outer.GetAttributes().Any(IsLibraryImport) || outer.PartialDefinitionPart?.GetAttributes().Any(IsLibraryImport) == true);

    private static bool IsLibraryImport(AttributeData attribute) => attribute.AttributeClass?.Name == LibraryImport;

    private static Capability Named(string library, string function) => new("native:pinvoke", library + "!" + function);
}

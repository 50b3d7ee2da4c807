using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;

namespace ModuleBuild.Core.Diagnostics;

/// <summary>All codes, a file a bucket. Every entry is a public static readonly field named after what it reports.</summary>
public static partial class DiagnosticCatalog
{
    private static readonly Lazy<ImmutableArray<DiagnosticDescriptor>> AllDescriptors = new(() =>
    [
        .. typeof(DiagnosticCatalog)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(DiagnosticDescriptor))
            .Select(field => (DiagnosticDescriptor)field.GetValue(null)!)
            .OrderBy(descriptor => descriptor.Code, StringComparer.Ordinal),
    ]);

    private static readonly Lazy<FrozenDictionary<string, DiagnosticDescriptor>> ByCode =
        new(() => All.ToFrozenDictionary(descriptor => descriptor.Code, StringComparer.OrdinalIgnoreCase));

    /// <summary>Every descriptor, in the order of codes.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All => AllDescriptors.Value;

    /// <summary>The descriptor with this code, in either case, or null.</summary>
    /// <param name="code">For example <c>MB0004</c>.</param>
    public static DiagnosticDescriptor? Find(string code) => ByCode.Value.GetValueOrDefault(code);

    private static DiagnosticDescriptor Manifest(string code, Severity severity, string title, string message) =>
        new(code, title, severity, Category.Manifest, message);

    private static DiagnosticDescriptor Dependencies(string code, Severity severity, string title, string message) =>
        new(code, title, severity, Category.Dependencies, message);

    private static DiagnosticDescriptor Security(string code, Severity severity, string title, string message) =>
        new(code, title, severity, Category.Security, message);

    private static DiagnosticDescriptor Compatibility(string code, Severity severity, string title, string message) =>
        new(code, title, severity, Category.Compatibility, message);

    private static DiagnosticDescriptor Documentation(string code, Severity severity, string title, string message) =>
        new(code, title, severity, Category.Documentation, message);

    private static DiagnosticDescriptor Release(string code, Severity severity, string title, string message) =>
        new(code, title, severity, Category.Release, message);

    private static DiagnosticDescriptor Environment(string code, Severity severity, string title, string message) =>
        new(code, title, severity, Category.Environment, message);
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ModuleBuild.Analyzers.Manifest;
using ModuleBuild.Analyzers.Uses;
using ModuleBuild.Core.Capabilities;

namespace ModuleBuild.Analyzers;

/// <summary>
/// MB2001, MB2006: what the source does, against the permissions of <c>module.json</c>. One walk over operations; what dependencies do
/// is the call graph's to tell. Does nothing in a project without a manifest.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PermissionAnalyzer : DiagnosticAnalyzer
{
    private static readonly OperationKind[] Uses =
    [
        OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.PropertyReference, OperationKind.MethodReference,
        OperationKind.FieldReference, OperationKind.EventAssignment, OperationKind.DynamicInvocation,
    ];

    private static readonly Lazy<CapabilityMap> SharedMap = new(ReadMap);

    private readonly Func<CapabilityMap> _map;

    /// <summary>The analyzer with the map that it brings.</summary>
    public PermissionAnalyzer()
        : this(() => SharedMap.Value)
    {
    }

    internal PermissionAnalyzer(CapabilityMap map)
        : this(() => map)
    {
    }

    private PermissionAnalyzer(Func<CapabilityMap> map)
    {
        _map = map;
    }

    /// <summary>The map that the analyzer brings.</summary>
    internal static CapabilityMap Shared => SharedMap.Value;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [Descriptors.UseWithoutPermission, Descriptors.NativeCallWithoutPermission];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();

        // A permission is asked for by what runs, whoever wrote it.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(Start);
    }

    private void Start(CompilationStartAnalysisContext context)
    {
        var file = ManifestFile.Find(context.Options.AdditionalFiles, context.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
        if (file?.GetText(context.CancellationToken)?.ToString() is not { } text || DeclaredPermissions.Read(file.Path, text) is not { } declared)
        {
            return;
        }

        var uses = new CapabilityUses(new MemberMeanings(_map(), context.Compilation.Assembly));
        context.RegisterOperationAction(operation => CheckUse(operation, uses, declared), Uses);
        context.RegisterSymbolAction(
            symbol => CheckNative((IMethodSymbol)symbol.Symbol, declared, symbol.ReportDiagnostic), SymbolKind.Method);
        context.RegisterOperationAction(
            operation =>
            {
                var function = ((ILocalFunctionOperation)operation.Operation).Symbol;
                if (!NativeDeclarations.IsGenerated(function))
                {
                    CheckNative(function, declared, operation.ReportDiagnostic);
                }
            },
            OperationKind.LocalFunction);
    }

    private static void CheckUse(OperationAnalysisContext context, CapabilityUses uses, DeclaredPermissions declared)
    {
        foreach (var use in MemberUse.Of(context.Operation))
        {
            foreach (var capability in uses.Of(use))
            {
                if (!declared.Allow(capability) && !IsOnlyNamed(context.Operation))
                {
                    Report(
                        context.ReportDiagnostic, Descriptors.UseWithoutPermission, PlaceOf(context.Operation), declared, PermissionCover.Suggest(capability),
                        Display(use.Member), CapabilityKind.Find(capability.Kind)!.Summary);
                }
            }
        }
    }

    private static void CheckNative(IMethodSymbol method, DeclaredPermissions declared, Action<Diagnostic> report)
    {
        if (method.PartialDefinitionPart is null && NativeDeclarations.Of(method) is { } capability && !declared.Allow(capability))
        {
            var library = capability.Target!.Split('!')[0];
            Report(
                report, Descriptors.NativeCallWithoutPermission, method.Locations[0], declared,
                PermissionCover.Suggest(capability with { Target = library }), Display(method), library);
        }
    }

    private static void Report(
        Action<Diagnostic> report, DiagnosticDescriptor descriptor, Location place, DeclaredPermissions declared, string permission, string member, string what)
    {
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(Descriptors.Permission, permission)
            .Add(Descriptors.Manifest, declared.File);
        report(Diagnostic.Create(descriptor, place, properties, member, what, Path.GetFileName(declared.File), permission));
    }

    // nameof names, and does nothing.
    private static bool IsOnlyNamed(IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is INameOfOperation)
            {
                return true;
            }
        }

        return false;
    }

    // The name and its arguments, without the chain of calls before it, which may start many lines above.
    private static Location PlaceOf(IOperation operation) => UsePlace.Of(operation.Syntax);

    private static string Display(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => "new " + member.ContainingType.Name,
        IMethodSymbol { AssociatedSymbol: { } associated } => member.ContainingType.Name + "." + associated.Name,
        { ContainingType: { } type } => type.Name + "." + member.Name,
        _ => member.Name,
    };

    private static CapabilityMap ReadMap()
    {
        using var stream = typeof(PermissionAnalyzer).Assembly.GetManifestResourceStream("capabilities.map")!;
        using var reader = new StreamReader(stream);
        return CapabilityMap.Parse(reader.ReadToEnd()).Map;
    }
}

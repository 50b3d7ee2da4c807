using System.Reflection;
using System.Reflection.Metadata;

namespace ModuleBuild.Core.Manifest.EntryPoints;

/// <summary>Looks for <c>public void Configure(IHostApplicationBuilder)</c> in a class and its base classes.</summary>
internal static class ConfigureMethod
{
    private const string Name = "Configure";
    private const string BuilderType = "Microsoft.Extensions.Hosting.IHostApplicationBuilder";
    private const string Wanted = "Configure(IHostApplicationBuilder)";
    private const string Add = "Add 'public void Configure(IHostApplicationBuilder builder)'.";

    /// <summary>Longer chains of base classes are damaged metadata, which may even derive a class from itself.</summary>
    private const int MaxBases = 64;

    /// <summary>Null where the host would find the method; otherwise the nearest thing to it that is there.</summary>
    public static ContractProblem? Problem(ClassLink type, AssemblyReferences references)
    {
        ContractProblem? nearMiss = null;
        ContractProblem? overload = null;
        var current = type;
        for (var depth = 0; depth < MaxBases; depth++)
        {
            foreach (var method in Methods(current))
            {
                if (method.Match == Match.Called)
                {
                    // The lowest one in the chain is what a host calls, even where a base class has a better one.
                    return method.Problem;
                }

                nearMiss ??= method.Match == Match.NearMiss ? method.Problem : null;
                overload ??= method.Problem;
            }

            if (current.BaseName is null or "System.Object")
            {
                break;
            }

            if (current.FindBase(references) is not { } baseClass)
            {
                return nearMiss ?? overload ?? new(
                    $"has no public {Wanted} of its own, and its base class '{current.BaseName}' is in no referenced assembly",
                    $"{Add} Or restore and build the project again.");
            }

            current = baseClass;
        }

        return nearMiss ?? overload ?? new($"has no public {Wanted}", Add);
    }

    private static IEnumerable<Candidate> Methods(ClassLink type)
    {
        var reader = type.Assembly.Reader;
        foreach (var handle in type.Definition.GetMethods())
        {
            var method = reader.GetMethodDefinition(handle);
            var name = reader.GetString(method.Name);
            if (name == Name)
            {
                yield return Judge(method, SignatureTypes.DecodeMethod(reader, method, type.Arguments));
            }
            else if (name.EndsWith($".{Name}", StringComparison.Ordinal) && TakesBuilder(reader, method, type))
            {
                yield return new(Match.NearMiss, new($"implements {Wanted} explicitly, as {name}", "Make it a public method of the class."));
            }
        }
    }

    private static Candidate Judge(MethodDefinition method, MethodSignature<SignatureType> signature)
    {
        if (signature.ParameterTypes is not [{ Name: BuilderType }])
        {
            var parameters = string.Join(", ", signature.ParameterTypes.Select(parameter => parameter.Name));
            return new(Match.Overload, new($"has Configure({parameters}), but no {Wanted}", Add));
        }

        if (signature.GenericParameterCount > 0)
        {
            return new(Match.NearMiss, new($"has a generic {Wanted}", "Remove its type parameters."));
        }

        if (method.Attributes.HasFlag(MethodAttributes.Static))
        {
            return new(Match.NearMiss, new($"has a static {Wanted}", "Remove 'static': the host calls it on an instance."));
        }

        if ((method.Attributes & MethodAttributes.MemberAccessMask) != MethodAttributes.Public)
        {
            return new(Match.NearMiss, new($"has a {Wanted} that is not public", "Make it public."));
        }

        return new(Match.Called, signature.ReturnType.Name == "void"
            ? null
            : new(
                $"has a {Wanted} that returns {signature.ReturnType.Name}",
                "Return void: what takes time belongs in an IHostedService that Configure registers."));
    }

    private static bool TakesBuilder(MetadataReader reader, MethodDefinition method, ClassLink type) =>
        SignatureTypes.DecodeMethod(reader, method, type.Arguments).ParameterTypes is [{ Name: BuilderType }];

    private enum Match
    {
        /// <summary>Other parameters.</summary>
        Overload,

        /// <summary>The right parameters, but a host would not find it.</summary>
        NearMiss,

        /// <summary>What a host that asks reflection for the method gets.</summary>
        Called,
    }

    private readonly record struct Candidate(Match Match, ContractProblem? Problem);
}

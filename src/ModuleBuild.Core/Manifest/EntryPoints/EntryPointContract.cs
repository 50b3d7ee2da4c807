using System.Reflection;
using System.Reflection.Metadata;

namespace ModuleBuild.Core.Manifest.EntryPoints;

/// <summary>The structural contract of a module, as <c>docs/manifest.md</c> states it.</summary>
internal static class EntryPointContract
{
    /// <summary>Everything that keeps a type from being an entry point; empty where it is one.</summary>
    public static IEnumerable<ContractProblem> Problems(ModuleAssembly assembly, TypeDefinitionHandle handle, AssemblyReferences references)
    {
        var type = new ClassLink(assembly, handle, []);
        if (Hidden(type) is { } hidden)
        {
            yield return hidden;
        }

        // What is no class that can be made lacks the rest as a consequence: to list it would not help.
        if (WrongKind(type) is { } wrongKind)
        {
            yield return wrongKind;
            yield break;
        }

        if (NoConstructor(type) is { } noConstructor)
        {
            yield return noConstructor;
        }

        if (ConfigureMethod.Problem(type, references) is { } noConfigure)
        {
            yield return noConfigure;
        }
    }

    private static ContractProblem? Hidden(ClassLink type)
    {
        if (type.Assembly.FirstHidden(type.Handle) is not { } hidden)
        {
            return null;
        }

        return hidden == type.Handle
            ? new("is not public", "Make it public.")
            : new(
                $"is nested in '{type.Assembly.Reader.FullName(hidden)}', which is not public",
                "Make that public too, or move the entry point out of it.");
    }

    private static ContractProblem? WrongKind(ClassLink type)
    {
        var attributes = type.Definition.Attributes;
        if (attributes.HasFlag(TypeAttributes.Interface))
        {
            return new("is an interface", "Name a class that implements it.");
        }

        if (attributes.HasFlag(TypeAttributes.Abstract | TypeAttributes.Sealed))
        {
            return new("is a static class", "Remove 'static' from the class and its Configure: the host creates an instance.");
        }

        if (attributes.HasFlag(TypeAttributes.Abstract))
        {
            return new("is abstract", "Name a class that derives from it, or remove 'abstract'.");
        }

        if (type.Definition.GetGenericParameters().Count > 0)
        {
            return new("is generic", "Name a class without type parameters.");
        }

        return type.BaseName switch
        {
            "System.ValueType" => new("is a struct", "Make it a class."),
            "System.Enum" => new("is an enum", "Name a class."),
            "System.MulticastDelegate" => new("is a delegate", "Name a class."),
            _ => null,
        };
    }

    private static ContractProblem? NoConstructor(ClassLink type)
    {
        var reader = type.Assembly.Reader;
        var hidden = false;
        foreach (var handle in type.Definition.GetMethods())
        {
            var method = reader.GetMethodDefinition(handle);
            if (!reader.StringComparer.Equals(method.Name, ".ctor")
                || SignatureTypes.DecodeMethod(reader, method, []).ParameterTypes.Length > 0)
            {
                continue;
            }

            if ((method.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public)
            {
                return null;
            }

            hidden = true;
        }

        return hidden
            ? new("has a parameterless constructor that is not public", "Make it public.")
            : new(
                "has no public parameterless constructor",
                $"Add 'public {reader.GetString(type.Definition.Name)}()': a module is created before there are services to inject.");
    }
}

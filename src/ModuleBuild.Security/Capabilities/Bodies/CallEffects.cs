using System.Collections.Frozen;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Bodies;

/// <summary>What calls into .NET do with constants: they wrap them, join them, hand them on, and look members up by them.</summary>
internal static class CallEffects
{
    // Objects that stand for the constant from which they are made: type and number of the argument.
    private static readonly FrozenDictionary<string, int> Carriers = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["System.Uri"] = 0,
        ["System.UriBuilder"] = 0,
        ["System.Diagnostics.ProcessStartInfo"] = 0,
        ["System.Diagnostics.Process"] = 0,
        ["System.Net.Http.HttpRequestMessage"] = 1,
        ["System.Net.Http.HttpClient"] = int.MaxValue,
        ["System.IO.FileInfo"] = 0,
        ["System.IO.DirectoryInfo"] = 0,
        ["System.Net.DnsEndPoint"] = 0,
        ["System.Net.IPEndPoint"] = 1,
        ["System.Net.Sockets.TcpListener"] = 1,
        ["System.Net.Mail.SmtpClient"] = 0,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Setters = new[]
    {
        "set_FileName", "set_StartInfo", "set_RequestUri", "set_BaseAddress", "set_Host",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Members by which others are looked up: number of the parameter that holds the name.
    private static readonly FrozenDictionary<string, int> Lookups = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["System.Type.GetMethod"] = 0,
        ["System.Type.GetProperty"] = 0,
        ["System.Type.GetMember"] = 0,
        ["System.Type.InvokeMember"] = 0,
        ["System.Reflection.TypeInfo.GetDeclaredMethod"] = 0,
        ["System.Reflection.TypeInfo.GetDeclaredProperty"] = 0,
        ["System.Reflection.RuntimeReflectionExtensions.GetRuntimeMethod"] = 1,
        ["System.Reflection.RuntimeReflectionExtensions.GetRuntimeProperty"] = 1,
        ["System.Delegate.CreateDelegate"] = 2,
        ["System.Linq.Expressions.Expression.Call"] = 1,
        ["System.Linq.Expressions.Expression.Property"] = 1,
        ["Microsoft.CSharp.RuntimeBinder.Binder.InvokeMember"] = 1,
        ["Microsoft.CSharp.RuntimeBinder.Binder.GetMember"] = 1,
        ["Microsoft.CSharp.RuntimeBinder.Binder.SetMember"] = 1,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int> TypeLookups = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["System.Type.GetType"] = 0,
        ["System.Reflection.Assembly.GetType"] = 0,
        ["System.Reflection.Module.GetType"] = 0,
        ["System.Reflection.Assembly.CreateInstance"] = 0,
        ["System.Activator.CreateInstance"] = 1,
        ["System.Activator.CreateInstanceFrom"] = 1,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a constructor makes.</summary>
    public static Value Made(MemberFacts constructor, ReadOnlySpan<Value> arguments)
    {
        if (!Carriers.TryGetValue(constructor.Reference.Text, out var number))
        {
            return default;
        }

        var content = number < arguments.Length ? arguments[number].Content : default;
        return new Value(ValueKind.Carrier, Object: new Carrier { Content = content });
    }

    /// <summary>What a call gives back, after what it does to its receiver.</summary>
    public static Value Returned(MemberFacts method, Value receiver, ReadOnlySpan<Value> arguments)
    {
        if (receiver.Object is Carrier carrier)
        {
            if (Setters.Contains(method.Use.Name) && arguments.Length == 1)
            {
                carrier.Content = arguments[0].Content;
            }

            return method.Use.Name is "get_StartInfo" or "get_Uri" ? receiver : default;
        }

        return (method.Reference.Text, method.Use.Name) switch
        {
            ("System.Type", "GetTypeFromHandle") when arguments.Length == 1 => arguments[0],
            ("System.String", "Concat") or ("System.String", "Format") => Beginning(arguments),
            ("System.IO.Path", "Combine") => Joined(arguments),
            _ => default,
        };
    }

    /// <summary>Where a member is looked up by a known name: the name, and the type where it is known.</summary>
    public static (string Name, int Type)? Lookup(MemberFacts method, Value receiver, ReadOnlySpan<Value> arguments)
    {
        if (!Lookups.TryGetValue(method.Reference.Text + "." + method.Use.Name, out var number)
            || number >= arguments.Length || arguments[number].Object is not string name || arguments[number].Kind != ValueKind.Text)
        {
            return null;
        }

        var type = receiver.Kind == ValueKind.Type ? receiver : arguments[0];
        return (name, type.Kind == ValueKind.Type ? type.Number : -1);
    }

    /// <summary>The name by which a type is looked up, or null.</summary>
    public static string? TypeLookup(MemberFacts method, ReadOnlySpan<Value> arguments) =>
        TypeLookups.TryGetValue(method.Reference.Text + "." + method.Use.Name, out var number)
        && number < arguments.Length && arguments[number] is { Kind: ValueKind.Text, Object: string name }
            ? name.Split(',')[0].Trim()
            : null;

    private static Value Beginning(ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length == 0 || arguments[0].Object is not string first || arguments[0].Kind == ValueKind.Type)
        {
            return default;
        }

        var hole = first.IndexOf('{', StringComparison.Ordinal);
        return new Value(ValueKind.Prefix, Object: hole < 0 ? first : first[..hole]);
    }

    private static Value Joined(ReadOnlySpan<Value> arguments)
    {
        var parts = new List<string>();
        foreach (var argument in arguments)
        {
            if (argument is not { Kind: ValueKind.Text, Object: string part })
            {
                return default;
            }

            parts.Add(part);
        }

        return Value.Of(string.Join('/', parts.Select(part => part.TrimEnd('/'))));
    }
}

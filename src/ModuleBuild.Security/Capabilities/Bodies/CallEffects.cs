using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities.Bodies;

/// <summary>What calls into .NET do with constants: they wrap them, join them, hand them on, and look members up by them.</summary>
internal static class CallEffects
{
    /// <summary>What a constructor makes.</summary>
    public static Value Made(MemberFacts constructor, ReadOnlySpan<Value> arguments)
    {
        if (!ConstantRules.Carriers.TryGetValue(constructor.Reference.Text, out var number))
        {
            return default;
        }

        var content = number < arguments.Length ? arguments[number].Content : default;
        return new Value(ValueKind.Carrier, Object: new Carrier { Content = content });
    }

    /// <summary>What a call gives back, after what it does to its receiver.</summary>
    public static Value Returned(MemberFacts method, Value receiver, ReadOnlySpan<Value> arguments)
    {
        if (receiver.Object is InterpolatedText text)
        {
            return method.Reference.Text == InterpolatedText.Handler ? text.Called(method.Use.Name, arguments) : default;
        }

        if (receiver.Object is Carrier carrier)
        {
            if (ConstantRules.Setters.ContainsKey(method.Use.Name) && arguments.Length == 1)
            {
                carrier.Content = arguments[0].Content;
            }

            return method.Use.Name is "get_StartInfo" or "get_Uri" ? receiver : default;
        }

        if (ConstantRules.Factories.TryGetValue(method.Reference.Text + "." + method.Use.Name, out var made) && made < arguments.Length)
        {
            return new Value(ValueKind.Carrier, Object: new Carrier { Content = arguments[made].Content });
        }

        return (method.Reference.Text, method.Use.Name) switch
        {
            ("System.Type", "GetTypeFromHandle") when arguments.Length == 1 => arguments[0],
            ("System.String", "Concat") or ("System.String", "Format") => Beginning(arguments),
            ("System.String", "Create") when arguments is [.., { Object: InterpolatedText created }] => created.Beginning,
            ("System.IO.Path", "Combine") => Joined(arguments),
            _ => default,
        };
    }

    /// <summary>Where a member is looked up: the name, and the type where it is known. One of them is.</summary>
    public static (string Name, int Type)? Lookup(MemberFacts method, Value receiver, ReadOnlySpan<Value> arguments)
    {
        var member = method.Reference.Text + "." + method.Use.Name;
        if (ConstantRules.Listings.TryGetValue(member, out var kind))
        {
            var type = method.Signature.HasThis || arguments.Length == 0 ? receiver : arguments[0];
            return type.Kind == ValueKind.Type ? (kind == 0 ? MemberNames.All : MemberNames.Properties, type.Number) : null;
        }

        if (!ConstantRules.Lookups.TryGetValue(member, out var number) || number >= arguments.Length)
        {
            return null;
        }

        var name = arguments[number] is { Kind: ValueKind.Text, Object: string text } ? text : null;
        var of = number == 0 ? receiver : arguments[number - 1];
        return of.Kind is ValueKind.Type or ValueKind.Object ? (name ?? MemberNames.All, of.Number)
            : name is null ? null
            : (name, -1);
    }

    /// <summary>Where the attributes of something become objects: the type that has them, and that of the attributes; -1 where it is not known. Null for all else.</summary>
    public static (int Of, int Wanted)? AttributesOf(MemberFacts method, Value receiver, ReadOnlySpan<Value> arguments)
    {
        if (method.Use.Name is not ("GetCustomAttribute" or "GetCustomAttributes"))
        {
            return null;
        }

        var of = method.Signature.HasThis || arguments.Length == 0 ? receiver : arguments[0];
        var wanted = -1;
        for (var at = method.Signature.HasThis ? 0 : 1; at < arguments.Length; at++)
        {
            wanted = arguments[at].Kind == ValueKind.Type ? arguments[at].Number : wanted;
        }

        return (of.Kind == ValueKind.Type ? of.Number : -1, method.Use.Arguments.Length > 0 ? method.Use.Arguments[0] : wanted);
    }

    /// <summary>The name by which a type is looked up, or null.</summary>
    public static string? TypeLookup(MemberFacts method, ReadOnlySpan<Value> arguments) =>
        ConstantRules.TypeLookups.TryGetValue(method.Reference.Text + "." + method.Use.Name, out var number)
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

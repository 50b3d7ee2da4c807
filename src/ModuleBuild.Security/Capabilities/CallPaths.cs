using System.Collections.Immutable;
using ModuleBuild.Core.Capabilities;
using ModuleBuild.Security.Capabilities.Linking;
using ModuleBuild.Security.Capabilities.Summaries;

namespace ModuleBuild.Security.Capabilities;

/// <summary>Writes the way to a site for people: methods that the compiler made are told as those that were written.</summary>
/// <param name="lines">Where sources are found.</param>
internal sealed class CallPaths(SourceLines lines)
{
    /// <summary>The way from a root to a site, and the member of .NET at its end, in the slice that ran last.</summary>
    public ImmutableArray<CallStep> Of(MethodNode method, Edge edge)
    {
        var site = method.Type.Assembly.Summary.Sites[edge.Operand];
        var steps = new List<CallStep>
        {
            new(site.Assembly.Length == 0 ? method.Type.Assembly.Name : site.Assembly, site.Member),
        };
        MethodNode? at = method;
        for (var offset = edge.Offset; at is not null;)
        {
            Add(steps, at, offset);
            var arrival = at.Arrival;
            (at, offset) = (arrival.From, arrival.Offset);
        }

        steps.Reverse();
        return [.. steps];
    }

    // From the last to the first: of a method and what the compiler made of it, the first name and the last line count.
    private void Add(List<CallStep> steps, MethodNode method, int offset)
    {
        var (file, line) = lines.Find(method, offset);
        var member = Display(method);
        var last = steps[^1];
        if (steps.Count > 1 && last.Assembly == method.Type.Assembly.Name && Bare(last.Member) == Bare(member))
        {
            steps[^1] = last with { Member = member };
            return;
        }

        steps.Add(new CallStep(method.Type.Assembly.Name, member, file, line));
    }

    /// <summary>A method for people.</summary>
    public static string Display(MethodNode method)
    {
        var type = method.Type.Summary.Name;
        var name = method.Summary.Name;
        var generated = type.IndexOf("+<", StringComparison.Ordinal);
        if (generated < 0 && !name.StartsWith('<'))
        {
            return MemberDisplay.Of(type, name, MemberDisplay.ParametersOf(method.Summary.Signature));
        }

        // 'Outer+<Fetch>d__3.MoveNext', 'Outer+<>c.<Run>b__0_0', 'Outer.<Run>g__Local|0_0'
        var outer = (generated < 0 ? type : type[..generated]).Replace('+', '.');
        var written = Written(name) ?? Written(generated < 0 ? string.Empty : type[(generated + 1)..]) ?? name;
        return $"{outer}.{written}";
    }

    private static string? Written(string name)
    {
        var start = name.LastIndexOf('<') + 1;
        var end = start > 0 ? name.IndexOf('>', start) : -1;
        return end > start ? name[start..end] : null;
    }

    private static string Bare(string member) => member.Split('(')[0];
}

using System.Globalization;
using ModuleBuild.Security.Compatibility.Metadata;
using ModuleBuild.Security.Compatibility.Uses;

namespace ModuleBuild.Security.Compatibility.Sets;

/// <summary>Says what a module misses in another one of its set, and which range it should have declared.</summary>
internal static class MemberSentences
{
    private const int MostMembers = 5;

    /// <summary>The sentences of one module about one other.</summary>
    /// <param name="user">The module.</param>
    /// <param name="other">The other, or a host.</param>
    /// <param name="result">What is missing in it.</param>
    /// <param name="seen">Version of the other's assembly that the compiler of the module saw.</param>
    /// <param name="there">Version of that assembly in the set.</param>
    public static IEnumerable<string> Of(SetMember user, SetMember other, VersionResult result, Version seen, Version there)
    {
        var advice = Advice(user, other, seen, there);
        List<string> all =
        [
            .. result.Missing.Select(missing => $"{user} {Verb(missing.Member.Kind)} {missing.Member.Display}, which is {(missing.Presence == Presence.Hidden ? "not public" : "absent")} in {other}; {advice}."),
            .. result.Open.Select(open => $"{open.Type} of {user} does not implement {open.Member}, which {other} demands; {advice}."),
        ];
        return all.Count <= MostMembers ? all : [.. all.Take(MostMembers), string.Create(CultureInfo.InvariantCulture, $"{user} misses {all.Count - MostMembers} more members of {other}.")];
    }

    // An assembly that is older than what the compiler saw lacks what came later; one that is newer, or says no version of its own, lost it.
    private static string Advice(SetMember user, SetMember other, Version seen, Version there)
    {
        var declared = user.RangeOf(other.Package.Id)?.Range;
        var version = other.Package.Version;
        var compiled = string.Create(CultureInfo.InvariantCulture, $"{seen.Major}.{seen.Minor}.{Math.Max(0, seen.Build)}");
        if (seen > there)
        {
            var max = declared is { HasUpperBound: true } ? (declared.MaxVersion!.OriginalVersion ?? declared.MaxVersion.ToNormalizedString()) + (declared.IsMaxInclusive ? "]" : ")")
                : string.Create(CultureInfo.InvariantCulture, $"{seen.Major + 1}.0)");
            return $"{user.Package.Id} should declare {other.Package.Id} \"[{compiled},{max}\"";
        }

        var min = declared?.MinVersion is { } lowest && lowest < version ? (declared.IsMinInclusive ? "[" : "(") + (lowest.OriginalVersion ?? lowest.ToNormalizedString())
            : seen < there ? "[" + compiled : null;
        return min is null
            ? $"{user.Package.Id} should be compiled against {other}"
            : $"{user.Package.Id} should declare {other.Package.Id} \"{min},{version.ToNormalizedString()})\"";
    }

    private static string Verb(UseKind kind) => kind switch
    {
        UseKind.Calls => "calls",
        UseKind.Implements => "implements",
        _ => "uses",
    };
}

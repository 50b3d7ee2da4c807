using System.Collections.Immutable;
using ModuleBuild.Core.Ports;
using ModuleBuild.Security.Compatibility.Metadata;
using ModuleBuild.Security.Compatibility.Uses;

namespace ModuleBuild.Security.Compatibility.Sets;

/// <summary>
/// Whether each member that a module of a set calls or implements of another one, or of a host, is in the version that the set has. Only metadata
/// is read, of those assemblies that somebody refers to. The last answer is kept: while an operation waits its gates are asked again and again.
/// </summary>
/// <param name="packages">Where packages of hosts come from.</param>
public sealed class SetCompatibility(IModulePackages packages) : ISetCompatibility
{
    private (string Question, SetComparison Answer)? _last;

    /// <inheritdoc/>
    public async Task<SetComparison> CompareAsync(SetToCompare set, CancellationToken cancellation)
    {
        var hosts = ImmutableArray.CreateBuilder<ModulePackage>();
        var notes = ImmutableArray.CreateBuilder<string>();
        foreach (var (id, version) in set.Hosts)
        {
            var (host, problem) = await packages.GetAsync(id, version, cancellation);
            if (host is null)
            {
                notes.Add($"{id} {version.ToNormalizedString()} was not compared: {problem!.Message.Split('\n')[0].TrimEnd('.')}.");
            }
            else
            {
                hosts.Add(host);
            }
        }

        var question = string.Join('\n', set.Packages.Concat(hosts).Select(each => $"{each.Id} {each.ContentHash}").Concat(set.Users.Order(StringComparer.OrdinalIgnoreCase)));
        if (_last is not { } last || last.Question != question)
        {
            last = (question, await Task.Run(() => Compare(set, hosts, cancellation), cancellation));
            _last = last;
        }

        return last.Answer with { NotCompared = [.. notes, .. last.Answer.NotCompared] };
    }

    private static SetComparison Compare(SetToCompare set, IReadOnlyCollection<ModulePackage> hosts, CancellationToken cancellation)
    {
        var members = new List<SetMember>();
        var holes = new SetHoles();
        try
        {
            members.AddRange(set.Packages.Select(package => SetMember.Open(package, isHost: false)).Concat(hosts.Select(host => SetMember.Open(host, isHost: true))).OfType<SetMember>());
            foreach (var package in set.Packages.Concat(hosts).Where(package => !members.Exists(member => member.Package == package)))
            {
                holes.NotOpened(package);
            }

            // Which of two assemblies with one name would be loaded, nobody knows here.
            var names = members.SelectMany(member => member.Assemblies.Select(name => (Name: name, Member: member))).GroupBy(each => each.Name, each => each.Member, StringComparer.OrdinalIgnoreCase).ToList();
            var owners = names.Where(group => group.Count() == 1).ToDictionary(group => group.Key, group => group.First(), StringComparer.OrdinalIgnoreCase);
            holes.Shared = names.Where(group => group.Count() > 1).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.OrdinalIgnoreCase);
            using var assemblies = new ApiSet(owners.Select(owner => KeyValuePair.Create<string, Func<ApiAssembly?>>(owner.Key, () => owner.Value.Read(owner.Key))));
            var problems = ImmutableArray.CreateBuilder<string>();
            foreach (var user in members.Where(member => !member.IsHost && set.Users.Contains(member.Package.Id)))
            {
                cancellation.ThrowIfCancellationRequested();
                problems.AddRange(user.Assemblies.SelectMany(name => Problems(user, name, owners, assemblies, holes)).Distinct(StringComparer.Ordinal));
            }

            return new SetComparison(problems.ToImmutable(), [.. holes.Sentences]);
        }
        finally
        {
            members.ForEach(member => member.Dispose());
        }
    }

    private static IEnumerable<string> Problems(SetMember user, string name, Dictionary<string, SetMember> owners, ApiSet assemblies, SetHoles holes)
    {
        using var assembly = user.Read(name);
        if (assembly is null)
        {
            holes.NotRead(user, name);
            return [];
        }

        try
        {
            holes.Uses(assembly.References.Select(reference => reference.Name));
            var others = assembly.References.Where(reference => owners.TryGetValue(reference.Name, out var owner) && owner != user).GroupBy(reference => owners[reference.Name]);
            return [.. others.SelectMany(other => Problems(user, assembly, other.Key, [.. other], assemblies, holes))];
        }
        catch (Exception e) when (DamagedBytes.Explain(e))
        {
            holes.NotRead(user, name);
            return [];
        }
    }

    private static IEnumerable<string> Problems(SetMember user, ApiAssembly assembly, SetMember other, ImmutableArray<(string Name, Version Version)> seen, ApiSet assemblies, SetHoles holes)
    {
        foreach (var (name, _) in seen.Where(each => !assemblies.Holds(each.Name)))
        {
            holes.NotRead(other, name);
        }

        var watched = seen.Select(each => each.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var result = VersionComparison.Run(assembly, UsesReader.Read(assembly, watched, assemblies), watched, assemblies);
        if (result.Works)
        {
            return [];
        }

        using var there = other.Read(seen[0].Name);
        return MemberSentences.Of(user, other, result, seen[0].Version, there?.Version ?? seen[0].Version);
    }
}

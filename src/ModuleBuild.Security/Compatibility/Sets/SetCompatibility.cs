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
            last = (question, new SetComparison(await Task.Run(() => Compare(set, hosts, cancellation), cancellation), []));
            _last = last;
        }

        return last.Answer with { NotCompared = notes.ToImmutable() };
    }

    private static ImmutableArray<string> Compare(SetToCompare set, IEnumerable<ModulePackage> hosts, CancellationToken cancellation)
    {
        var members = new List<SetMember>();
        try
        {
            members.AddRange(set.Packages.Select(package => SetMember.Open(package, isHost: false)).Concat(hosts.Select(host => SetMember.Open(host, isHost: true))).OfType<SetMember>());

            // Which of two assemblies with one name would be loaded, nobody knows here.
            var owners = members.SelectMany(member => member.Assemblies.Select(name => (Name: name, Member: member))).GroupBy(each => each.Name, StringComparer.OrdinalIgnoreCase)
                .Where(group => group.Count() == 1).ToDictionary(group => group.Key, group => group.First().Member, StringComparer.OrdinalIgnoreCase);
            using var assemblies = new ApiSet(owners.Select(owner => KeyValuePair.Create<string, Func<ApiAssembly?>>(owner.Key, () => owner.Value.Read(owner.Key))));
            var problems = ImmutableArray.CreateBuilder<string>();
            foreach (var user in members.Where(member => !member.IsHost && set.Users.Contains(member.Package.Id)))
            {
                cancellation.ThrowIfCancellationRequested();
                problems.AddRange(user.Assemblies.SelectMany(name => Problems(user, name, owners, assemblies)).Distinct(StringComparer.Ordinal));
            }

            return problems.ToImmutable();
        }
        finally
        {
            members.ForEach(member => member.Dispose());
        }
    }

    private static IEnumerable<string> Problems(SetMember user, string name, Dictionary<string, SetMember> owners, ApiSet assemblies)
    {
        using var assembly = user.Read(name);
        if (assembly is null)
        {
            return []; // other stages say that it is damaged, and nothing is loaded from it
        }

        try
        {
            var others = assembly.References.Where(reference => owners.TryGetValue(reference.Name, out var owner) && owner != user).GroupBy(reference => owners[reference.Name]);
            return [.. others.SelectMany(other => Problems(user, assembly, other.Key, [.. other], assemblies))];
        }
        catch (Exception e) when (DamagedBytes.Explain(e))
        {
            return [];
        }
    }

    private static IEnumerable<string> Problems(SetMember user, ApiAssembly assembly, SetMember other, ImmutableArray<(string Name, Version Version)> seen, ApiSet assemblies)
    {
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

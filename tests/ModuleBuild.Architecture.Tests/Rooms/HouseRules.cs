namespace ModuleBuild.Architecture.Tests.Rooms;

/// <summary>What a project references against the table.</summary>
public static class HouseRules
{
    public static IEnumerable<string> Violations(ProjectFile project)
    {
        if (House.Find(project.Name) is not { } room)
        {
            yield return $"{project.Path} is not in the table: decide its place in docs/architecture.md and add it to {nameof(House)}.{nameof(House.Rooms)}.";
            yield break;
        }

        foreach (var other in project.Projects.Where(other => !room.Projects.Contains(other)))
        {
            yield return $"{project.Path} references the project {other}. {room.Name} may know {List(room.Projects)}.";
        }

        foreach (var package in project.Packages.Where(package => !room.MayUsePackage(package)))
        {
            yield return $"{project.Path} references the package {package}. {room.Name} may use {List(room.Packages)}.";
        }
    }

    private static string List(IReadOnlyCollection<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}

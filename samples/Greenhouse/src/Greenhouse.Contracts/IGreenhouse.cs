namespace Greenhouse.Contracts;

/// <summary>The place that the host looks after.</summary>
public interface IGreenhouse
{
    /// <summary>Its name, as the gardener knows it.</summary>
    string Name { get; }

    /// <summary>Degrees north of the equator, -90 to 90.</summary>
    double Latitude { get; }

    /// <summary>Degrees east of Greenwich, -180 to 180.</summary>
    double Longitude { get; }

    /// <summary>The beds, in the order in which they stand. Fixed while the host runs.</summary>
    IReadOnlyList<Bed> Beds { get; }

    /// <summary>Absolute path of the folder in which modules keep their data; manifests call it <c>${data}</c>. It exists.</summary>
    string DataFolder { get; }
}

/// <summary>A bed: one crop, one valve, its own probes.</summary>
/// <param name="Name">Unique in the greenhouse, for example <c>north-1</c>.</param>
/// <param name="Crop">What grows there, for example <c>tomato</c>.</param>
/// <param name="SquareMetres">Its area.</param>
public sealed record Bed(string Name, string Crop, double SquareMetres);

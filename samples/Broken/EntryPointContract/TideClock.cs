namespace Broken;

/// <summary>Entry point.</summary>
public sealed class TideClock
{
    /// <summary>Called once by the host, before it is built.</summary>
    /// <param name="properties">Not what a host calls it with.</param>
    public void Configure(IDictionary<object, object> properties) => properties["tide-clock"] = "on";
}

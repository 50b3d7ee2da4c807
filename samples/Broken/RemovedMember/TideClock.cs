using Microsoft.Extensions.Hosting;

namespace Broken;

/// <summary>Entry point.</summary>
public sealed class TideClock
{
    /// <summary>Called once by the host, before it is built.</summary>
    /// <param name="builder">The host's builder.</param>
    public void Configure(IHostApplicationBuilder builder) => builder.Properties["tide-clock"] = "on";
}

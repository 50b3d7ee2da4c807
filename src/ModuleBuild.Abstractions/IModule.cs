using Microsoft.Extensions.Hosting;

namespace ModuleBuild;

/// <summary>
/// The contract of a module's entry point, for help from the compiler.
/// </summary>
/// <remarks>
/// Implementing it is optional: a host looks for a public type with a public parameterless constructor and a public
/// instance method <c>void Configure(IHostApplicationBuilder)</c>. Everything else is Microsoft.Extensions: start and stop are
/// <see cref="IHostedService"/>, health is <c>IHealthCheck</c>, settings are <c>IOptions&lt;T&gt;</c>.
/// </remarks>
public interface IModule
{
    /// <summary>
    /// Registers what the module brings: services, hosted services, options, health checks.
    /// </summary>
    /// <param name="builder">The host's builder. The host calls this once, before the host is built.</param>
    void Configure(IHostApplicationBuilder builder);
}

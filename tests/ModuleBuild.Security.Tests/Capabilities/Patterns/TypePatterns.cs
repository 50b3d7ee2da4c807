namespace ModuleBuild.Security.Tests.Capabilities.Patterns;

/// <summary>Virtual members, interfaces, what is made and what is not.</summary>
internal static class TypePatterns
{
    private const string Workers = "interface IWork { void Do(); } class Evil : IWork { public void Do() => Bad.Do(); } class Nice : IWork { public void Do() { } } ";

    public static IEnumerable<Pattern> All => new PatternList()
        .Twins("an interface", Workers + "class Entry { public void Run() { IWork w = new Evil(); w.Do(); } }", Workers + "class Entry { public void Run() { IWork w = new Nice(); w.Do(); } }")
        .Twins("two objects, of which one is called",
            Workers + "class Entry { public void Run() { IWork a = new Evil(); IWork b = new Nice(); a.Do(); Console.WriteLine(b); } }",
            Workers + "class Entry { public void Run() { IWork a = new Evil(); IWork b = new Nice(); b.Do(); Console.WriteLine(a); } }")
        .Twins("a local that holds one object after the other",
            Workers + "class Entry { public void Run(bool x) { IWork a = new Nice(); if (x) a = new Evil(); a.Do(); } }",
            Workers + "class Entry { public void Run(bool x) { IWork a = new Nice(); if (x) a = new Nice(); a.Do(); } }")
        .Twins("an object from a factory",
            Workers + "static class F { public static IWork Make() => new Evil(); } class Entry { public void Run() => F.Make().Do(); }",
            Workers + "static class F { public static IWork Make() => new Nice(); public static IWork Other() => new Evil(); } class Entry { public void Run() => F.Make().Do(); }")
        .Twins("an object that the constructor makes",
            Workers + "class Entry { readonly IWork _w = new Evil(); public void Run() => _w.Do(); }",
            Workers + "class Entry { readonly IWork _w = new Nice(); public void Run() => _w.Do(); } class Other { IWork _w = new Evil(); }")
        .Twins("a member that nobody calls",
            "interface IWork { void Do(); void Not(); } class Evil : IWork { public void Do() => Bad.Do(); public void Not() { } } class Entry { public void Run() { IWork w = new Evil(); w.Do(); } }",
            "interface IWork { void Do(); void Not(); } class Evil : IWork { public void Do() => Bad.Do(); public void Not() { } } class Entry { public void Run() { IWork w = new Evil(); w.Not(); } }")
        .Twins("an override",
            "class B { public virtual void F() { } } class D : B { public override void F() => Bad.Do(); } class Entry { public void Run() { B b = new D(); b.F(); } }",
            "class B { public virtual void F() { } } class D : B { public override void F() => Bad.Do(); } class Entry { public void Run() { B b = new B(); b.F(); } }")
        .Twins("an override further up",
            "class B { public virtual void F() { } } class D : B { public override void F() => Bad.Do(); } class E : D { } class Entry { public void Run() { B b = new E(); b.F(); } }",
            "class B { public virtual void F() { } } class D : B { public override void F() => Bad.Do(); } class E : D { public override void F() { } } class Entry { public void Run() { B b = new E(); b.F(); } }")
        .Twins("a call of the base",
            "class B { public virtual void F() => Bad.Do(); } class D : B { public override void F() => base.F(); } class Entry { public void Run() { B b = new D(); b.F(); } }",
            "class B { public virtual void F() => Bad.Do(); } class D : B { public override void F() { } } class Entry { public void Run() { B b = new D(); b.F(); } }")
        .Twins("a hidden member",
            "class B { public virtual void F() => Bad.Do(); } class D : B { public new virtual void F() { } } class Entry { public void Run() { B b = new D(); b.F(); } }",
            "class B { public virtual void F() => Bad.Do(); } class D : B { public new virtual void F() { } } class Entry { public void Run() { D b = new D(); b.F(); } }")
        .Twins("a template method",
            "abstract class T { public void Go() => Step(); protected abstract void Step(); } class Entry : T { protected override void Step() => Bad.Do(); public void Run() => Go(); }",
            "abstract class T { public void Go() => Step(); protected abstract void Step(); } class Evil : T { protected override void Step() => Bad.Do(); } class Entry : T { protected override void Step() { } public void Run() => Go(); }")
        .Twins("an explicit implementation",
            "interface IWork { void Do(); } class Evil : IWork { void IWork.Do() => Bad.Do(); public void Do() { } } class Entry { public void Run() => ((IWork)new Evil()).Do(); }",
            "interface IWork { void Do(); } class Evil : IWork { void IWork.Do() => Bad.Do(); public void Do() { } } class Entry { public void Run() => new Evil().Do(); }")
        .Twins("an implementation in the base",
            "interface IWork { void Do(); } class B { public void Do() => Bad.Do(); } class D : B, IWork { } class Entry { public void Run() { IWork w = new D(); w.Do(); } }",
            "interface IWork { void Do(); } class B { public void Do() => Bad.Do(); } class D : B, IWork { public new void Do() { } } class Entry { public void Run() { IWork w = new D(); w.Do(); } }")
        .Twins("a default member of an interface",
            "interface IWork { void Do() => Bad.Do(); } class W : IWork { } class Entry { public void Run() { IWork w = new W(); w.Do(); } }",
            "interface IWork { void Do() => Bad.Do(); } class W : IWork { public void Do() { } } class Entry { public void Run() { IWork w = new W(); w.Do(); } }")
        .Twins("a default member that an interface overrides",
            "interface IA { void Do() { } } interface IB : IA { void IA.Do() => Bad.Do(); } class W : IB { } class Entry { public void Run() { IA w = new W(); w.Do(); } }",
            "interface IA { void Do() => Bad.Do(); } interface IB : IA { void IA.Do() { } } class W : IB { } class Entry { public void Run() { IA w = new W(); w.Do(); } }")
        .Twins("a covariant override",
            "class B { public virtual object F() => null; } class D : B { public override string F() { Bad.Do(); return null; } } class Entry { public void Run() { B b = new D(); b.F(); } }",
            "class B { public virtual object F() { Bad.Do(); return null; } } class D : B { public override string F() => null; } class Entry { public void Run() { B b = new D(); b.F(); } }")
        .Twins("a comparer",
            "class C : IComparer<int> { public int Compare(int a, int b) => Bad.Do(); } class Entry { public void Run() => new List<int>().Sort(new C()); }",
            "class C : IComparer<int> { public int Compare(int a, int b) => Bad.Do(); } class Entry { public void Run() => new List<int>().Sort(Comparer<int>.Default); }")
        .Twins("a comparer that is a struct",
            "struct C : IComparer<int> { public int Compare(int a, int b) => Bad.Do(); } class Entry { public void Run() => new List<int>().Sort(new C()); }",
            "struct C : IComparer<int> { public int Compare(int a, int b) => Bad.Do(); } class Entry { public void Run() => new List<int>().Sort(); }")
        .Twins("something that can be compared",
            "class V : IComparable<V> { public int CompareTo(V o) => Bad.Do(); } class Entry { public void Run() => new List<V> { new V(), new V() }.Sort(); }",
            "class V : IComparable<V> { public int CompareTo(V o) => Bad.Do(); } class Entry { public void Run() => new List<V>().Clear(); }")
        .Twins("equality",
            "class V { public override bool Equals(object o) => Bad.Do() == 1; public override int GetHashCode() => 1; } class Entry { public void Run() => new HashSet<object>().Add(new V()); }",
            "class V { public override bool Equals(object o) => Bad.Do() == 1; public override int GetHashCode() => 1; } class Entry { public void Run() => new HashSet<object>().Add(new object()); }")
        .Twins("a stream",
            "class S : MemoryStream { public override void Write(byte[] b, int o, int c) => Bad.Do(); } class Entry { public void Run() { using var w = new StreamWriter(new S()); w.Write('x'); } }",
            "class S : MemoryStream { public override void Write(byte[] b, int o, int c) => Bad.Do(); } class Entry { public void Run() { using var w = new StreamWriter(new MemoryStream()); w.Write('x'); } }")
        .Twins("a finalizer",
            "class F { ~F() { Bad.Do(); } } class Entry { public void Run() => new F(); }".Replace("=> new F();", "{ new F(); }", StringComparison.Ordinal),
            "class F { ~F() { Bad.Do(); } public static void G() { } } class Entry { public void Run() => F.G(); }")
        .Twins("Dispose",
            "class R : IDisposable { public void Dispose() => Bad.Do(); } class Entry { public void Run() { using (new R()) { } } }",
            "class R : IDisposable { public void Dispose() => Bad.Do(); } class Q : IDisposable { public void Dispose() { } } class Entry { public void Run() { using (new Q()) { } } }")
        .Twins("Dispose by whoever gets it",
            "class R : IDisposable { public void Dispose() => Bad.Do(); } class Entry { public IDisposable Run() => new R(); }",
            "class R : IDisposable { public void Dispose() => Bad.Do(); } class Entry { public IDisposable Run() => null; }")
        .Twins("ToString of what is printed",
            "class R { public override string ToString() { Bad.Do(); return \"\"; } } class Entry { public void Run() => Console.WriteLine(new R()); }",
            "class R { public override string ToString() { Bad.Do(); return \"\"; } } class Entry { public void Run() => Console.WriteLine(1); }")
        .Twins("an enumerator of one's own",
            "class E : IEnumerable<int> { public IEnumerator<int> GetEnumerator() { Bad.Do(); return null; } IEnumerator IEnumerable.GetEnumerator() => null; } class Entry { public int Run() => new E().Count(); }",
            "class E : IEnumerable<int> { public IEnumerator<int> GetEnumerator() { Bad.Do(); return null; } IEnumerator IEnumerable.GetEnumerator() => null; } class Entry { public int Run() => new int[1].Count(); }")
        .Twins("a handler that .NET calls",
            "class H : DelegatingHandler { protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage r, CancellationToken c) { Bad.Do(); return null; } } class Entry { public HttpMessageHandler Run() => new H(); }",
            "class H : DelegatingHandler { protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage r, CancellationToken c) { Bad.Do(); return null; } } class Entry { public HttpMessageHandler Run() => new SocketsHttpHandler(); }")
        .Twins("Lazy with a function",
            "class Entry { static readonly Lazy<int> L = new(() => Bad.Do()); public int Run() => L.Value; }",
            "class Entry { static readonly Lazy<int> L = new(() => 1); public int Run() => L.Value; }")
        .Twins("Lazy that makes its object",
            "class V { public V() => Bad.Do(); } class Entry { public object Run() => new Lazy<V>().Value; }",
            "class V { public V() => Bad.Do(); } class Entry { public object Run() => new Lazy<V>(() => null).Value; }")
        .Twins("visitors",
            "abstract class N { public abstract void Accept(IV v); } class A : N { public override void Accept(IV v) => v.Visit(this); } interface IV { void Visit(A a); } class V : IV { public void Visit(A a) => Bad.Do(); } class Entry { public void Run() { N n = new A(); n.Accept(new V()); } }",
            "abstract class N { public abstract void Accept(IV v); } class A : N { public override void Accept(IV v) { } } interface IV { void Visit(A a); } class V : IV { public void Visit(A a) => Bad.Do(); } class Entry { public void Run() { N n = new A(); n.Accept(new V()); } }")
        .All;
}

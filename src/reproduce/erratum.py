"""Proof of the erratum of SPEC 10.2 (LIVE, source 3 after Algorithm 1, m_s = 1000): python3 erratum.py, about a minute.

A program of its own, from SPEC alone: the streams of (2.8), the tasks of section 2, the two-task optimum of (4.2) from 20,001
angles and bisection of the slope, Algorithm 1 of (7.3) by direct solves along the ladder of (7.2) with 50 held-out rows.
It prints mean, standard error over n - 1, and standard error over n, for seeds 1 to 100. SPEC prints -0.330 and 0.025.
"""
import numpy as np
U32=np.uint64(0xffffffff)
def philox(seed,stream,n):
    nb=-(-n//4)
    c=[np.arange(nb,dtype=np.uint64)]+[np.zeros(nb,np.uint64) for _ in range(3)]
    k0,k1=seed,stream
    for _ in range(10):
        p0=np.uint64(0xD2511F53)*c[0]; p1=np.uint64(0xCD9E8D57)*c[2]
        c=[(p1>>np.uint64(32))^c[1]^np.uint64(k0),p1&U32,(p0>>np.uint64(32))^c[3]^np.uint64(k1),p0&U32]
        k0=(k0+0x9E3779B9)&0xffffffff; k1=(k1+0xBB67AE85)&0xffffffff
    return np.stack(c,1).reshape(-1)[:n]
def normals(seed,stream,n):
    m=n+(n%2); w=philox(seed,stream,m).astype(float)
    u1=(w[0::2]+1)/2**32; u2=w[1::2]/2**32
    r=np.sqrt(-2*np.log(u1)); z=np.empty(m); z[0::2]=r*np.cos(2*np.pi*u2); z[1::2]=r*np.sin(2*np.pi*u2)
    return z[:n]
d,kap,c,m1,sig,lam,ms=100,20.,.96,6,2.,10.,1000
s=10
def solve(P1,P2,c1,c2):
    # independent: dense grid of angles, golden-section + Newton by direct solves via eigen of pencil
    L=np.linalg.cholesky(P1+P2); Li=np.linalg.inv(L)
    w,V=np.linalg.eigh(Li@P1@Li.T); W=Li.T@V
    u=W.T@c1; v=W.T@c2
    def g(t): # explained
        C,S=np.cos(t),np.sin(t); return np.sum((C*u+S*v)**2/(C*C*w+S*S*(1-w)))
    def dg(t):
        C,S=np.cos(t),np.sin(t); b=C*u+S*v; M=C*C*w+S*S*(1-w); db=C*v-S*u; dM=2*C*S*(1-2*w)
        return np.sum((2*b*db*M-b*b*dM)/M**2)
    ts=np.linspace(-np.pi/2,np.pi/2,20001); vals=np.array([g(t) for t in ts]); i=int(np.argmax(vals)); h=ts[1]-ts[0]
    lo,hi=ts[i]-h,ts[i]+h
    for _ in range(80):
        mid=(lo+hi)/2
        if dg(mid)>0: lo=mid
        else: hi=mid
    t=(lo+hi)/2
    C,S=np.cos(t),np.sin(t)
    B=W@((C*u+S*v)/(C*C*w+S*S*(1-w)))
    return B,C
ladder=[np.inf,1e4,3e3,1e3,300,100,30,10,3,0]
D1=np.ones(d); D1[:s]=kap; D2=np.ones(d); D2[s:2*s]=kap
gaps=[]
for seed in range(1,101):
    g=normals(seed,0,d); th1=g/np.linalg.norm(g)
    g2=normals(seed,1,d); g2=g2-(g2@th1)*th1; th2=c*th1+np.sqrt(1-c*c)*g2/np.linalg.norm(g2)
    X=normals(seed,11,(m1+50)*d).reshape(-1,d)*D1; y=X@th1+sig*normals(seed,21,m1+50)
    X1,y1,Xv,yv=X[:m1],y[:m1],X[m1:],y[m1:]
    X2=normals(seed,13,ms*d).reshape(-1,d)*D2; y2=X2@th2+sig*normals(seed,23,ms)
    S1=D1**2; den=np.sum(S1*th1**2)
    err=lambda t: np.sum(S1*(t-th1)**2)/den
    I=np.eye(d)
    stl=np.linalg.solve(X1.T@X1+lam*I,X1.T@y1)
    B,C=solve(X1.T@X1+lam*I,X2.T@X2+lam*I,X1.T@y1,X2.T@y2)
    q=B/np.linalg.norm(B)
    best=None
    for mu in ladder:
        if mu==np.inf:
            z=X1@q; th=q*((z@y1)/(z@z+lam))
        else:
            th=np.linalg.solve(X1.T@X1+lam*I+mu*(I-np.outer(q,q)),X1.T@y1)
        e=np.sum((Xv@th-yv)**2)
        if best is None or e<best[0]: best=(e,th,mu)
    gaps.append(err(best[1])-err(stl))
gaps=np.array(gaps)
print(gaps.mean(), gaps.std(ddof=1)/10, gaps.std(ddof=0)/10)
